package io.augment.testkit.internal.teacher;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a prompt apart: what stands between fences (a line that begins with {@code <<<name} and one that ends with
 * {@code name>>>} or {@code >>>}), and the words around them. Immutable.
 */
final class PromptText {
    private record Fenced(String name, String text) {}

    private static final Pattern COUNT =
            Pattern.compile("(\\d+)\\s+(?:\\w+\\s+){0,3}(?:instructions?|pairs?)\\b|(\\d+)\\s*(?:条|个|对|组)");
    private static final List<String> TASKS = List.of("ask type of the seed:", "种子的任务类型：");
    private static final int MOST = 50;

    private final List<Fenced> fenced = new ArrayList<>();
    private final String whole;
    private final String frame;

    PromptText(String prompt) {
        whole = prompt;
        StringBuilder around = new StringBuilder();
        StringBuilder inside = new StringBuilder();
        String name = null;
        for (String line : prompt.lines().toList()) {
            if (name == null && line.startsWith("<<<")) {
                name = line.substring(3).strip();
                inside.setLength(0);
            } else if (name == null) {
                around.append(line).append('\n');
            } else if (closes(line.strip(), name)) {
                fenced.add(new Fenced(name, inside.toString().strip()));
                name = null;
            } else {
                inside.append(line).append('\n');
            }
        }
        frame = around.toString();
    }

    private static boolean closes(String line, String name) {
        return line.endsWith(">>>") && (line.equals(">>>") || line.endsWith(name + ">>>"));
    }

    /** Returns the words outside the fences. */
    String frame() {
        return frame;
    }

    /** Tells whether a text stands anywhere in the prompt. */
    boolean holds(String text) {
        return whole.contains(text);
    }

    boolean isFenced() {
        return !fenced.isEmpty();
    }

    /** Returns the last fenced text with a name that starts with one of the given; null where there is none. */
    @Nullable
    String last(String... names) {
        for (int i = fenced.size() - 1; i >= 0; i--) {
            for (String name : names) {
                if (fenced.get(i).name().startsWith(name)) {
                    return fenced.get(i).text();
                }
            }
        }
        return null;
    }

    /** Returns how many instructions or pairs are wanted. */
    int count(int otherwise) {
        Matcher count = COUNT.matcher(frame);
        if (!count.find()) {
            return otherwise;
        }
        String digits = count.group(1) == null ? count.group(2) : count.group(1);
        return digits.length() > 3 ? MOST : Math.max(1, Math.min(MOST, Integer.parseInt(digits)));
    }

    /** Returns the task type that the prompt names; empty where it names none. */
    String task() {
        for (String heading : TASKS) {
            int start = frame.indexOf(heading);
            if (start >= 0) {
                return frame.substring(start + heading.length(), frame.indexOf('\n', start))
                        .strip();
            }
        }
        return "";
    }
}
