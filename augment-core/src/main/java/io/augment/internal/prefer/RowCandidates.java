package io.augment.internal.prefer;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.prefer.Candidate;
import io.augment.prefer.CandidateSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the candidates that a row brings along.
 *
 * @param min lowest score of the rows' scale
 * @param max highest score of the rows' scale
 */
public record RowCandidates(double min, double max) implements CandidateSource {
    private static final List<String> COLUMNS =
            List.of("candidates", "responses", "outputs", "completions", "generations");

    @Override
    public List<Candidate> candidates(Instruction instruction, StageContext context) {
        List<Json> scores = list(instruction, "scores");
        for (String column : COLUMNS) {
            List<Json> texts = list(instruction, column);
            if (texts != null) {
                return candidates(texts, scores);
            }
        }
        List<Json> texts = new ArrayList<>();
        if (instruction.response() != null) {
            texts.add(new Json.Text(instruction.response()));
        }
        instruction.rejectedResponses().forEach(text -> texts.add(new Json.Text(text)));
        return candidates(texts, scores);
    }

    private List<Candidate> candidates(List<Json> texts, @Nullable List<Json> scores) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Json value = texts.get(i);
            Json score = scores != null && scores.size() == texts.size() ? scores.get(i) : null;
            if (value instanceof Json.Text text) {
                candidates.add(new Candidate(text.value(), verdict(score)));
            } else if (value instanceof Json.Obj object) {
                String text = first(object, "text", "response", "output", "content");
                if (text != null) {
                    candidates.add(new Candidate(text, verdict(object.get("score"))));
                }
            }
        }
        return candidates;
    }

    private static @Nullable String first(Json.Obj object, String... names) {
        for (String name : names) {
            String text = object.text(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private @Nullable Verdict verdict(@Nullable Json score) {
        if (!(score instanceof Json.Literal literal) || !literal.value().matches("-?[0-9.eE+-]+")) {
            return null;
        }
        double value = Double.parseDouble(literal.value());
        return value >= min && value <= max
                ? Verdict.scored((value - min) / (max - min)).build()
                : Verdict.unscored("the score " + literal.value() + " lies outside " + min + " to " + max);
    }

    private static @Nullable List<Json> list(Instruction instruction, String column) {
        String text = instruction.metadata().get(column);
        if (text == null || !text.strip().startsWith("[")) {
            return null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return new JsonReader().read(bytes, 0, bytes.length) instanceof Json.Arr array ? array.values() : null;
        } catch (JsonProblem notJson) {
            return null;
        }
    }
}
