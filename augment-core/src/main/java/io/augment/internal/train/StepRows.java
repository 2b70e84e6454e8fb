package io.augment.internal.train;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Provenance;
import io.augment.chat.ChatMessage;
import io.augment.student.StudentProfile;
import io.augment.student.StudentTask;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes a row of every expansion, or every refinement, in a record's history: what the step was given, and what it made of it,
 * which is what the next such step was given, or the record as it is now.
 */
public final class StepRows implements RowMaker {
    private final StudentProfile profile;
    private final String stage;

    /** Creates the maker for a profile whose task is to expand or to refine. */
    public StepRows(StudentProfile profile) {
        this.profile = profile;
        this.stage = profile.task() == StudentTask.EXPAND ? "expand" : "refine";
    }

    @Override
    public void make(Example record, Consumer<Candidate> to) {
        Instruction now = record.instruction();
        Provenance.Before after = Provenance.Before.of(now);
        List<Provenance.Step> steps = now.provenance().steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Provenance.Step step = steps.get(i);
            Provenance.Before before = step.before();
            if (before != null) {
                if (isStage(step.stage())) {
                    to.accept(candidate(now, before, after, step));
                }
                after = before;
            }
        }
    }

    /** A second stage of a kind is called {@code refine-2}. */
    private boolean isStage(String name) {
        return name.equals(stage) || name.startsWith(stage + "-");
    }

    private Candidate candidate(
            Instruction now, Provenance.Before before, Provenance.Before after, Provenance.Step step) {
        List<ChatMessage> messages = profile.messages(instruction(before));
        String completion = profile.completion(instruction(after));
        Candidate made =
                Candidate.of(Candidate.row(now, now.id() + "#" + step.stage(), messages, completion), Maker.of(step));
        if (before.text().strip().equals(after.text().strip())) {
            return made.without("unchanged", null);
        }
        String problem = profile.problem(messages, completion);
        return problem == null ? made : made.without("not-teachable", problem);
    }

    private static Instruction instruction(Provenance.Before before) {
        return Instruction.builder(before.text()).input(before.input()).build();
    }
}
