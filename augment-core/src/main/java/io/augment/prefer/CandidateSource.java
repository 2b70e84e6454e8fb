package io.augment.prefer;

import io.augment.Instruction;
import io.augment.StageContext;
import java.util.List;

/** Provides several answers to an instruction. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface CandidateSource {
    /** Returns the answers; equal ones count as one. */
    List<Candidate> candidates(Instruction instruction, StageContext context);
}
