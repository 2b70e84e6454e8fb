package io.augment.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Makes random texts along a regular expression; most of them match it, none is sure to: lookarounds are only hoped for. */
final class RegexSamples {
    private static final String CHARACTERS =
            "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 .,:;!?-_()[]<>*\"'“”‘’「」\n\t，。：？！的一二三四五字图歌母符不勿";
    private static final int MORE = 2;
    private static final Map<String, Pattern> CLASSES = new ConcurrentHashMap<>();

    private final String regex;
    private final Random random;
    private int at;
    private boolean anyCase;

    private RegexSamples(String regex, Random random) {
        this.regex = regex;
        this.random = random;
    }

    /** Returns one text. */
    static String of(Pattern pattern, Random random) {
        RegexSamples samples = new RegexSamples(pattern.pattern(), random);
        String text = samples.alternatives();
        if (samples.at < samples.regex.length()) {
            throw new IllegalStateException("Not understood from " + samples.at + ": " + samples.regex);
        }
        return text;
    }

    /** Reads all alternatives and keeps one. */
    private String alternatives() {
        List<String> all = new ArrayList<>();
        all.add(sequence());
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            all.add(sequence());
        }
        return all.get(random.nextInt(all.size()));
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            int start = at;
            String first = atom();
            int after = at;
            int[] times = times();
            int end = at;
            int count = times[0] + random.nextInt(times[1] - times[0] + 1);
            for (int i = 0; i < count; i++) {
                if (i == 0) {
                    text.append(first);
                } else {
                    at = start;
                    text.append(atom());
                    at = after;
                }
            }
            at = end;
        }
        return text.toString();
    }

    private int[] times() {
        int[] times = {1, 1};
        if (at >= regex.length()) {
            return times;
        }
        char sign = regex.charAt(at);
        if (sign == '?' || sign == '*' || sign == '+') {
            at++;
            times[0] = sign == '+' ? 1 : 0;
            times[1] = sign == '?' ? 1 : times[0] + MORE;
        } else if (sign == '{') {
            int close = regex.indexOf('}', at);
            String[] bounds = regex.substring(at + 1, close).split(",", -1);
            times[0] = Integer.parseInt(bounds[0]);
            int most = bounds.length == 1
                    ? times[0]
                    : bounds[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(bounds[1]);
            times[1] = Math.min(most, times[0] + MORE);
            at = close + 1;
        } else {
            return times;
        }
        if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
            at++;
        }
        return times;
    }

    private String atom() {
        char sign = regex.charAt(at);
        if (sign == '(') {
            return group();
        }
        if (sign == '[') {
            int start = at;
            at = endOfClass(at);
            return one(regex.substring(start, at));
        }
        if (sign == '\\') {
            return escaped();
        }
        at++;
        return switch (sign) {
            case '.' -> one("[\\p{L}\\d ]");
            case '^', '$' -> "";
            default -> cased(String.valueOf(sign));
        };
    }

    private String group() {
        at++;
        boolean silent = false;
        boolean before = anyCase;
        if (regex.charAt(at) == '?') {
            int end = at + 1;
            while (":=!><)".indexOf(regex.charAt(end)) < 0) {
                end++;
            }
            String kind = regex.substring(at, end + 1);
            if (kind.equals("?<")) {
                char next = regex.charAt(end + 1);
                silent = next == '!' || next == '=';
                end = silent ? end + 1 : regex.indexOf('>', end);
            } else if (kind.equals("?!")) {
                silent = true;
            } else if (kind.equals("?=")) {
                silent = random.nextBoolean();
            } else if (kind.endsWith(")")) {
                anyCase |= kind.contains("i");
                at = end + 1;
                return "";
            } else if (kind.contains("-i")) {
                anyCase = false;
            }
            at = end + 1;
        }
        String text = alternatives();
        at++;
        anyCase = before;
        return silent ? "" : text;
    }

    private int endOfClass(int start) {
        int depth = 0;
        for (int i = start; ; i++) {
            char sign = regex.charAt(i);
            if (sign == '\\') {
                i++;
            } else if (sign == '[') {
                depth++;
            } else if (sign == ']' && --depth == 0) {
                return i + 1;
            }
        }
    }

    private String escaped() {
        char sign = regex.charAt(at + 1);
        if (sign == 'p' || sign == 'P') {
            int close = regex.indexOf('}', at) + 1;
            String property = regex.substring(at, close);
            at = close;
            return one(property);
        }
        at += 2;
        return switch (sign) {
            case 'b', 'B', 'z' -> "";
            case 'd', 'w', 's', 'W', 'D', 'S' -> one("\\" + sign);
            case 'n' -> "\n";
            case 't' -> "\t";
            default -> String.valueOf(sign);
        };
    }

    private String one(String characterClass) {
        Pattern pattern = CLASSES.computeIfAbsent(characterClass, Pattern::compile);
        for (int i = 0; i < 10_000; i++) {
            String one = String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            if (pattern.matcher(one).matches()) {
                return one;
            }
        }
        throw new IllegalStateException("No character for " + characterClass);
    }

    private String cased(String one) {
        return anyCase && random.nextInt(4) == 0 ? one.toUpperCase(Locale.ROOT) : one;
    }
}
