package io.augment.testkit.internal.teacher;

import io.augment.testkit.internal.server.Hashes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds all texts of one language: tasks with their answers, additions for refinements, and general sentences. Immutable. */
final class Phrases {
    private record Task(Form question, Form answer) {}

    private static final Phrases ENGLISH = new Phrases("en.txt", false);
    private static final Phrases CHINESE = new Phrases("zh.txt", true);

    private final boolean chinese;
    private final Banks banks = new Banks();
    private final Map<Kind, List<Task>> tasks = new EnumMap<>(Kind.class);

    private Phrases(String resource, boolean chinese) {
        this.chinese = chinese;
        try (InputStream in = Phrases.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the texts " + resource + " are missing from the jar");
            }
            read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("the texts " + resource + " cannot be read", e);
        }
    }

    /** Returns the texts in the language of {@code text}: Chinese where ideographs carry most of it, otherwise English. */
    static Phrases inLanguageOf(String text) {
        int han = 0;
        int latin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            han += Character.isIdeographic(c) ? 1 : 0;
            latin += c < 0x250 && Character.isLetter(c) ? 1 : 0;
        }
        return han * 3 > latin ? CHINESE : ENGLISH;
    }

    private void read(BufferedReader reader) throws IOException {
        List<String> section = List.of("", "");
        String question = null;
        StringBuilder answer = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(">")) {
                answer.append(answer.isEmpty() ? "" : "\n").append(line.substring(Math.min(2, line.length())));
                continue;
            }
            if (question != null && !answer.isEmpty()) {
                tasks.computeIfAbsent(Kind.valueOf(section.get(1)), kind -> new ArrayList<>())
                        .add(new Task(new Form(question, banks), new Form(answer.toString(), banks)));
                answer.setLength(0);
                question = null;
            }
            if (line.startsWith("[")) {
                section = List.of(line.substring(1, line.length() - 1).split(" ", -1));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                switch (section.get(0)) {
                    case "bank" -> banks.add(section.get(1), line);
                    case "refine" -> banks.add("refine " + section.get(1), line);
                    default -> question = line;
                }
            }
        }
    }

    boolean chinese() {
        return chinese;
    }

    /** Draws an instruction of the kind; {@code number} is its place among those made together. */
    String instruction(Kind kind, long hash, int number) {
        List<Task> known = tasks.getOrDefault(kind, List.of());
        if (known.isEmpty()) {
            known = tasks.getOrDefault(Kind.EXPLAIN, List.of());
        }
        int first = (int) Long.remainderUnsigned(hash, known.size());
        return known.get((first + number) % known.size()).question().make(Hashes.of(hash, number));
    }

    /** Answers an instruction that this class has made, also with words around it; null for any other. */
    @Nullable
    String answer(String instruction, long hash) {
        for (List<Task> known : tasks.values()) {
            for (Task task : known) {
                Map<String, String> values = task.question().match(instruction);
                if (values != null) {
                    return task.answer().fill(values, hash);
                }
            }
        }
        return null;
    }

    /** Returns the sentences that make an instruction of the kind more detailed. */
    List<String> refinements(Kind kind) {
        String bank = switch (kind) {
            case MATH, REASONING, CODE, DEBUG, CLASSIFY, TRANSLATE, SUMMARIZE, EXTRACT -> kind.name();
            default -> "OTHER";
        };
        return banks.values("refine " + bank).stream().map(Banks.Value::text).toList();
    }

    /** Returns sentences that are true of almost any answer, in an order that depends on the hash. */
    List<String> general(long hash) {
        List<Banks.Value> values = banks.values("generic");
        List<String> sentences = new ArrayList<>();
        int first = (int) Long.remainderUnsigned(hash, values.size());
        for (int i = 0; i < values.size(); i++) {
            sentences.add(values.get((first + i) % values.size()).text());
        }
        return sentences;
    }
}
