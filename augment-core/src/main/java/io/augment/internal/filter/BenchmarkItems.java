package io.augment.internal.filter;

import io.augment.internal.format.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the texts out of benchmark items by the names that benchmarks give to them: GSM8K and MMLU {@code question},
 * HumanEval and IFEval {@code prompt}, BIG-Bench Hard {@code input}, MT-Bench {@code turns}, and their relatives.
 */
final class BenchmarkItems {
    private static final List<String> TEXTS = List.of(
            "question",
            "prompt",
            "turns",
            "problem",
            "instruction",
            "query",
            "input",
            "text",
            "sentence",
            "content",
            "goal",
            "ctx",
            "Question",
            "Problem",
            "question_stem",
            "conversations",
            "messages");

    private static final List<String> CONTEXTS = List.of("context", "passage", "article", "input");

    private static final List<String> CHOICES =
            List.of("choices", "options", "endings", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J");

    private static final List<String> NAMES = List.of("task_id", "id", "question_id", "key", "uid", "qid", "name");

    private static final Pattern OPTIONS = Pattern.compile("\\n\\s*(?:Options|Choices|Answer [Cc]hoices):\\s*\\n");

    private final String file;
    private final List<BenchmarkText> texts = new ArrayList<>();

    BenchmarkItems(String file) {
        this.file = file;
    }

    List<BenchmarkText> texts() {
        return texts;
    }

    /** Returns whether a column of this name holds the text of an item. */
    static boolean namesText(String column) {
        return TEXTS.contains(column) || TEXTS.contains(column.toLowerCase(Locale.ROOT));
    }

    /** Adds the texts of an item that stands at this line of the file, or is the one with this number in its list. */
    void add(int line, Json.Obj item) {
        String name = name(line, item);
        for (String field : TEXTS) {
            Json value = item.get(field);
            List<String> found = value == null ? List.of() : strings(value, true);
            if (!found.isEmpty()) {
                addTexts(name, found, field, item);
                return;
            }
        }
        StringBuilder all = new StringBuilder();
        item.values()
                .values()
                .forEach(value ->
                        strings(value, false).forEach(text -> all.append(text).append('\n')));
        if (!all.toString().isBlank()) {
            texts.add(new BenchmarkText(name, file, all.toString(), ""));
        }
    }

    /** Adds the marker text that some benchmarks carry so that a copy can be told. */
    void addCanary(Json.Obj whole) {
        String canary = whole.text("canary");
        if (canary != null && !canary.isBlank()) {
            texts.add(new BenchmarkText(file + " canary", file + " canary", canary, ""));
        }
    }

    private void addTexts(String name, List<String> found, String field, Json.Obj item) {
        String choices = choices(item);
        for (int i = 0; i < found.size(); i++) {
            String text = found.get(i);
            if (i == 0) {
                text = withContext(text, field, item);
            }
            String turn = found.size() == 1 ? name : name + " turn " + (i + 1);
            Matcher options = OPTIONS.matcher(text);
            boolean splits = choices.isEmpty() && options.find() && options.start() > 0;
            texts.add(
                    splits
                            ? new BenchmarkText(
                                    turn, file, text.substring(0, options.start()), text.substring(options.end()))
                            : new BenchmarkText(turn, file, text, choices));
        }
    }

    private static String withContext(String text, String field, Json.Obj item) {
        for (String context : CONTEXTS) {
            String before = context.equals(field) ? null : item.text(context);
            if (before != null && !before.isBlank()) {
                return before + "\n" + text;
            }
        }
        return text;
    }

    private static String choices(Json.Obj item) {
        StringBuilder choices = new StringBuilder();
        for (Map.Entry<String, Json> member : item.values().entrySet()) {
            String column = member.getKey();
            if (CHOICES.contains(column) || column.matches("(?:choice|option|ending)_?[0-9A-J]")) {
                strings(member.getValue(), true)
                        .forEach(choice -> choices.append(choice).append('\n'));
            }
        }
        return choices.toString();
    }

    private String name(int line, Json.Obj item) {
        for (String field : NAMES) {
            @Nullable Json value = item.get(field);
            if (value instanceof Json.Text text && !text.value().isBlank()) {
                return text.value();
            }
            if (value instanceof Json.Literal number) {
                return file + " " + number.value();
            }
        }
        return file + ":" + line;
    }

    /** Returns the strings of a value: itself, or those of a list, of its objects' texts where asked. */
    private static List<String> strings(Json value, boolean inLists) {
        List<String> strings = new ArrayList<>();
        if (value instanceof Json.Text text) {
            if (!text.value().isBlank()) {
                strings.add(text.value());
            }
        } else if (value instanceof Json.Arr list && inLists) {
            list.values().forEach(element -> strings.addAll(strings(element, true)));
        } else if (value instanceof Json.Obj object && inLists) {
            for (String field : List.of("text", "content", "value")) {
                @Nullable Json member = object.get(field);
                if (member != null && isOfUser(object)) {
                    strings.addAll(strings(member, true));
                    break;
                }
            }
        }
        return strings;
    }

    private static boolean isOfUser(Json.Obj turn) {
        String role = turn.text("role");
        String from = turn.text("from");
        String who = role != null ? role : from;
        return who == null || who.equals("user") || who.equals("human");
    }
}
