package io.augment.internal.judge;

import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.internal.chat.meter.MeteredContext;
import io.augment.internal.util.Sampled;
import io.augment.judge.CascadeSummary;
import io.augment.judge.Interval;
import io.augment.judge.QualityJudge;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs a cascade and keeps its accounts. Safe for use by many threads. */
public final class CascadeLog {
    private long judged;
    private long cheaply;
    private long audited;
    private long agreed;
    private long seenByDear;
    private @Nullable BigDecimal cheapCost = BigDecimal.ZERO;
    private @Nullable BigDecimal dearCost = BigDecimal.ZERO;

    /** Judges a pair by the cheap judge, and by the dear one where the verdict is not clear or is audited. */
    public Verdict judge(
            QualityJudge cheap,
            QualityJudge dear,
            InstructionPair pair,
            StageContext context,
            Predicate<Verdict> isClear,
            double auditedShare,
            double side) {
        MeteredContext first = new MeteredContext(context);
        Verdict verdict = cheap.judge(pair, first);
        boolean clear = isClear.test(verdict);
        boolean audit = clear && Sampled.is(context.recordId(), "audit", auditedShare);
        if (clear && !audit) {
            note(true, null, first.cost(), null, false);
            return verdict;
        }
        MeteredContext second = new MeteredContext(context);
        Verdict dearVerdict = dear.judge(pair, second);
        Boolean same = audit ? sameSide(verdict, dearVerdict, side) : null;
        note(clear, same, first.cost(), second.cost(), true);
        return clear ? verdict : dearVerdict;
    }

    private static @Nullable Boolean sameSide(Verdict one, Verdict other, double side) {
        Double left = one.score();
        Double right = other.score();
        return (left == null || right == null) ? null : (left >= side) == (right >= side);
    }

    private synchronized void note(
            boolean clear,
            @Nullable Boolean same,
            @Nullable BigDecimal cheap,
            @Nullable BigDecimal dear,
            boolean dearSaw) {
        judged++;
        cheaply += clear ? 1 : 0;
        if (same != null) {
            audited++;
            agreed += same ? 1 : 0;
        }
        cheapCost = sum(cheapCost, cheap);
        if (dearSaw) {
            seenByDear++;
            dearCost = sum(dearCost, dear);
        }
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? null : one.add(other);
    }

    /** Returns the accounts so far. */
    public synchronized CascadeSummary summary() {
        BigDecimal total = sum(cheapCost, dearCost);
        BigDecimal saved = null;
        if (dearCost != null && cheapCost != null && seenByDear > 0) {
            BigDecimal each = dearCost.divide(BigDecimal.valueOf(seenByDear), MathContext.DECIMAL64);
            saved = each.multiply(BigDecimal.valueOf(judged - seenByDear)).subtract(cheapCost);
        }
        return new CascadeSummary(
                judged, cheaply, audited, audited == 0 ? null : Interval.ofShare(agreed, audited), total, saved);
    }
}
