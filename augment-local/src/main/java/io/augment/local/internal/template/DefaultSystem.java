package io.augment.local.internal.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the system text that a ChatML template puts in by itself. */
final class DefaultSystem {
    private static final String START = "<|im_start|>system";
    private static final Pattern VARIABLE = Pattern.compile(
            "set\\s+(?:default_)?system(?:_message|_prompt)?\\s*=\\s*(['\"])((?:(?!\\1)[^\\\\]|\\\\.)*)\\1");

    private DefaultSystem() {}

    /** Returns the text, or null where the template puts none in. */
    static @Nullable String in(String template) {
        for (int at = template.indexOf(START); at >= 0; at = template.indexOf(START, at + 1)) {
            String found = literal(template, at);
            if (found != null && !found.isEmpty()) {
                return found;
            }
        }
        Matcher variable = VARIABLE.matcher(template);
        return variable.find() && !variable.group(2).isEmpty() ? unescaped(variable.group(2)) : null;
    }

    /** The text up to the end of the turn, if nothing of it is computed. */
    private static @Nullable String literal(String template, int at) {
        int end = template.indexOf("<|im_end|>", at);
        if (end < 0) {
            return null;
        }
        String inside = template.substring(at + START.length(), end);
        char quote = at == 0 ? '%' : template.charAt(at - 1);
        boolean quoted = quote == '\'' || quote == '"';
        String text = quoted ? unescaped(inside) : inside;
        boolean computed = quoted ? hasUnescaped(inside, quote) : inside.contains("{");
        return computed || !text.startsWith("\n") ? null : text.substring(1);
    }

    private static boolean hasUnescaped(String text, char quote) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return true;
            }
        }
        return false;
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                switch (next) {
                    case 'n' -> out.append('\n');
                    case 't' -> out.append('\t');
                    case 'r' -> out.append('\r');
                    case '\\', '\'', '"' -> out.append(next);
                    default -> out.append(c).append(next);
                }
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
