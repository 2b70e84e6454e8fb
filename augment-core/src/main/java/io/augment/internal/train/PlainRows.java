package io.augment.internal.train;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Provenance;
import io.augment.Turn;
import io.augment.student.ControlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes rows in which the instruction itself is the prompt: responses to learn, or to prefer. */
public final class PlainRows implements RowMaker {
    private final boolean preferences;

    private PlainRows(boolean preferences) {
        this.preferences = preferences;
    }

    /** Returns the maker of a row for each response. */
    public static RowMaker responses() {
        return new PlainRows(false);
    }

    /** Returns the maker of a row for each record with rejected responses. */
    public static RowMaker preferences() {
        return new PlainRows(true);
    }

    @Override
    public void make(Example record, Consumer<Candidate> to) {
        Instruction now = record.instruction();
        String response = record.response();
        List<String> rejected = now.rejectedResponses();
        if (response == null || (preferences && rejected.isEmpty())) {
            return;
        }
        Instruction row = now.toBuilder()
                .response(response)
                .rejectedResponses(preferences ? rejected : List.of())
                .build();
        // Who judged the candidates is the maker of a preference, whoever wrote them.
        Candidate made = Candidate.of(row, preferences ? preferred(now) : answered(now));
        String problem = problem(row, response);
        to.accept(problem == null ? made : made.without("not-teachable", problem));
    }

    private static Maker answered(Instruction now) {
        Provenance.Step step = lastOf("generate", now);
        return step == null ? Maker.GIVEN : Maker.of(step);
    }

    private static Maker preferred(Instruction now) {
        Provenance.Step step = lastOf("generate", now);
        return step == null || step.model() == null ? Maker.GIVEN : Maker.of(step);
    }

    private static Provenance.@Nullable Step lastOf(String stage, Instruction now) {
        Provenance.Step last = null;
        for (Provenance.Step step : now.provenance().steps()) {
            if (step.stage().equals(stage) || step.stage().startsWith(stage + "-")) {
                last = step;
            }
        }
        return last;
    }

    private static @Nullable String problem(Instruction row, String response) {
        List<String> texts = new ArrayList<>(List.of(row.system(), row.prompt(), response));
        texts.addAll(row.rejectedResponses());
        for (Turn turn : row.history()) {
            texts.add(turn.text());
        }
        for (String text : texts) {
            String token = ControlTokens.find(text);
            if (token != null) {
                return "a text holds the control token " + token;
            }
        }
        return null;
    }
}
