package io.augment.internal.train;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Provenance;
import io.augment.chat.ChatMessage;
import io.augment.internal.format.TextHash;
import io.augment.student.StudentProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of every accepted pair that descends from a seed: pairs of other seeds and, last, the seed's own pair in, the new
 * pair out, as the student is asked. The seed's own pair is known where the run kept it right before its descendants; another
 * one of the same task type takes its place elsewhere.
 */
public final class PairRows implements RowMaker {
    private final StudentProfile profile;
    private final PairPool pool;
    private final long seed;
    private @Nullable InstructionPair lastSeed;

    /** Creates the maker for a profile whose task is pairs. */
    public PairRows(StudentProfile profile, PairPool pool, long seed) {
        this.profile = profile;
        this.pool = pool;
        this.seed = seed;
    }

    @Override
    public void make(Example record, Consumer<Candidate> to) {
        Instruction now = record.instruction();
        if (now.provenance().seedId() == null) {
            lastSeed = PairPool.pair(record);
            return;
        }
        String response = record.response();
        if (response == null) {
            return;
        }
        InstructionPair target = InstructionPair.of(now, response);
        Maker maker = maker(now);
        if (response.isBlank() || now.prompt().isBlank()) {
            to.accept(Candidate.of(now, maker).without("empty-response", null));
            return;
        }
        List<InstructionPair> shown = shown(target);
        if (shown.isEmpty()) {
            to.accept(Candidate.of(now, maker).without("no-pairs-to-show", null));
            return;
        }
        List<ChatMessage> messages = profile.messages(shown);
        String completion = profile.completion(List.of(target));
        Candidate made = Candidate.of(Candidate.row(now, now.id() + "#pair", messages, completion), maker);
        String problem = pool.leaks(target) ? null : profile.problem(messages, completion);
        if (pool.leaks(target)) {
            made = made.without("split-leak", null);
        } else if (problem != null) {
            made = made.without("not-teachable", problem);
        }
        to.accept(made);
    }

    private List<InstructionPair> shown(InstructionPair target) {
        InstructionPair own = lastSeed;
        boolean isOwn = own != null
                && own.id().equals(target.instruction().provenance().seedId())
                && !own.instruction()
                        .prompt()
                        .strip()
                        .equals(target.instruction().prompt().strip());
        TextHash hash = new TextHash();
        hash.add(target.id());
        List<InstructionPair> shown = new ArrayList<>(
                pool.draw(target, isOwn ? profile.pairs() - 1 : profile.pairs(), new Random(hash.value() ^ seed)));
        if (isOwn && own != null) {
            shown.add(own);
        }
        return shown;
    }

    /** The maker of the pair is who made its instruction: the first step that was given another one, or the generator. */
    private static Maker maker(Instruction now) {
        Maker maker = Maker.GIVEN;
        for (Provenance.Step step : now.provenance().steps()) {
            if (step.before() != null
                    || step.stage().equals("generate")
                    || step.stage().startsWith("generate-")) {
                maker = Maker.of(step);
                if (step.model() == null) {
                    return maker;
                }
            }
        }
        return maker;
    }
}
