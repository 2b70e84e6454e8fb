package io.augment.internal.prefer;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.RejectedException;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.chat.Sampling;
import io.augment.chat.UnreadableReplyException;
import io.augment.generate.PairGenerator;
import io.augment.prefer.Candidate;
import io.augment.prefer.CandidateSource;
import java.util.ArrayList;
import java.util.List;

/** Asks each of several models for some answers. */
public final class ModelCandidates implements CandidateSource {
    private static final double TEMPERATURE = 0.9;

    private final List<PairGenerator> generators = new ArrayList<>();
    private final int each;

    /** Creates the source. */
    public ModelCandidates(List<ChatModel> models, int each) {
        for (ChatModel model : models) {
            generators.add(PairGenerator.responsesBuilder(model)
                    .sampling(Sampling.ofTemperature(TEMPERATURE))
                    .build());
        }
        this.each = each;
    }

    @Override
    public List<Candidate> candidates(Instruction instruction, StageContext context) {
        List<Candidate> candidates = new ArrayList<>();
        Instruction asked = instruction.toBuilder().response(null).build();
        for (PairGenerator generator : generators) {
            for (int i = 0; i < each; i++) {
                try {
                    for (InstructionPair pair : generator.generate(asked, context)) {
                        candidates.add(new Candidate(pair.response(), null));
                    }
                } catch (RejectedException | UnreadableReplyException unusable) {
                    // One answer fewer; the generator's caller counts what is left.
                }
            }
        }
        return candidates;
    }
}
