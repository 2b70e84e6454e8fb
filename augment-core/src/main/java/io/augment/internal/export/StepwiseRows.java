package io.augment.internal.export;

import io.augment.Example;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Steps of an answer with a label for each: TRL's stepwise supervision, Axolotl's of the same name. The steps and labels
 * are those that the record was read with, in the columns {@code completions} and {@code labels}, and only as long as the
 * response still consists of them.
 */
final class StepwiseRows implements RowFormat {
    private static final String NO_STEPS = "no-steps";

    @Override
    public boolean isPartial() {
        return true;
    }

    @Override
    public @Nullable String unfit(Example example) {
        String reason = Dialog.unfitPrompt(example.instruction());
        if (reason != null) {
            return reason;
        }
        if (!example.instruction().history().isEmpty()
                || !example.instruction().system().isBlank()) {
            return "multi-turn";
        }
        return steps(example) == null ? NO_STEPS : null;
    }

    @Override
    public void write(Example example, RowSink rows) {
        Json.Obj steps = steps(example);
        if (steps != null) {
            rows.begin()
                    .object()
                    .name("prompt")
                    .text(example.instruction().prompt())
                    .name("completions")
                    .json(steps.values().getOrDefault("completions", Json.Literal.NULL))
                    .name("labels")
                    .json(steps.values().getOrDefault("labels", Json.Literal.NULL))
                    .endObject();
            rows.end();
        }
    }

    /** Returns the steps and labels if the answer consists of them, else null. */
    private static Json.@Nullable Obj steps(Example example) {
        String completions = example.metadata().get("completions");
        String labels = example.metadata().get("labels");
        if (completions == null || labels == null) {
            return null;
        }
        byte[] bytes =
                ("{\"completions\":" + completions + ",\"labels\":" + labels + "}").getBytes(StandardCharsets.UTF_8);
        try {
            if (new JsonReader().read(bytes, 0, bytes.length) instanceof Json.Obj steps
                    && problemOf(steps) == null
                    && answers(example).contains(joined(steps))) {
                return steps;
            }
        } catch (JsonProblem e) {
            return null;
        }
        return null;
    }

    private static List<String> answers(Example example) {
        List<String> answers = new ArrayList<>(example.instruction().rejectedResponses());
        String response = example.response();
        if (response != null) {
            answers.add(response);
        }
        return answers;
    }

    private static String joined(Json.Obj steps) {
        return steps.values().get("completions") instanceof Json.Arr list
                ? list.values().stream()
                        .map(step -> step instanceof Json.Text text ? text.value() : "")
                        .collect(Collectors.joining("\n"))
                : "";
    }

    @Override
    public @Nullable String problem(Json.Obj row) {
        return RowCheck.first(RowCheck.target(row, "prompt"), problemOf(row));
    }

    private static @Nullable String problemOf(Json.Obj row) {
        if (!(row.values().get("completions") instanceof Json.Arr steps)
                || !(row.values().get("labels") instanceof Json.Arr labels)) {
            return "\"completions\" and \"labels\" must be lists.";
        }
        if (steps.values().isEmpty() || steps.values().size() != labels.values().size()) {
            return "Every step needs a label.";
        }
        for (Json step : steps.values()) {
            if (!(step instanceof Json.Text text) || text.value().isBlank()) {
                return "A step must be a text.";
            }
        }
        for (Json label : labels.values()) {
            if (!Json.Literal.TRUE.equals(label) && !Json.Literal.FALSE.equals(label)) {
                return "A label must be true or false.";
            }
        }
        return null;
    }
}
