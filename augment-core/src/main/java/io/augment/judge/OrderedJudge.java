package io.augment.judge;

import io.augment.Instruction;
import io.augment.StageContext;
import org.jspecify.annotations.Nullable;

/** Says which of two answers is better, in the order in which they are shown. Implementations are safe for many threads. */
@FunctionalInterface
public interface OrderedJudge {
    /** Returns the preference in terms of the order shown, or null when it cannot be told. */
    @Nullable
    Preference prefer(Instruction instruction, String shownFirst, String shownSecond, StageContext context);
}
