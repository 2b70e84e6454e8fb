package io.augment.student;

import io.augment.judge.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a cascade of student and teacher did.
 *
 * @param byStudent new instructions of the student's that were kept
 * @param byTeacher new instructions of the teacher's that were kept
 * @param records records that were expanded
 * @param takenOver records that the teacher expanded, wholly or where the student fell short
 * @param audited new instructions of the student's that were audited
 * @param agreement share of them that passed, with a confidence interval of 95%; null when none was audited
 * @param weakTasks task types whose agreement is below the threshold, or that the teacher had from the start
 * @param costUsd money for student, audits and teacher together, in US dollars; null when a model has no price
 * @param teacherUsd money of the teacher's for one new instruction, in US dollars; null when it made none, or has no price
 */
public record CascadeReport(
        long byStudent,
        long byTeacher,
        long records,
        long takenOver,
        long audited,
        @Nullable Interval agreement,
        Set<String> weakTasks,
        @Nullable BigDecimal costUsd,
        @Nullable BigDecimal teacherUsd) {
    /** Creates a report. */
    public CascadeReport {
        weakTasks = Set.copyOf(weakTasks);
    }

    /** Returns the money for one kept instruction with the cascade, in US dollars; null when it is not known. */
    public @Nullable BigDecimal costEach() {
        long kept = byStudent + byTeacher;
        return costUsd == null || kept == 0 ? null : costUsd.divide(BigDecimal.valueOf(kept), MathContext.DECIMAL64);
    }

    /** Returns all of it in a sentence or two. */
    public String sentence() {
        String checked = agreement == null ? "none was audited" : "of " + audited + " audited ones passed " + agreement;
        String weak =
                weakTasks.isEmpty() ? "" : "; the teacher is needed for " + String.join(", ", new TreeSet<>(weakTasks));
        return "The student made " + byStudent + " of " + (byStudent + byTeacher) + " new instructions; " + checked
                + "; the teacher took over " + takenOver + " of " + records + " records" + weak
                + ". One new instruction cost " + money(costEach()) + " with the cascade and "
                + money(teacherUsd) + " by the teacher alone.";
    }

    private static String money(@Nullable BigDecimal usd) {
        return usd == null
                ? "an unknown amount"
                : "$" + usd.setScale(6, RoundingMode.HALF_UP).toPlainString();
    }
}
