package io.augment.internal.student;

import io.augment.judge.Interval;
import io.augment.student.CascadeReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps the accounts of a cascade in one run. Safe for use by many threads. */
final class CascadeLog {
    private final CascadeRules rules;

    /** Audits of a task type in each round. */
    private final Map<String, TreeMap<Integer, Agreement>> audits = new HashMap<>();

    private long byStudent;
    private long byTeacher;
    private long records;
    private long takenOver;
    private @Nullable BigDecimal otherCost = BigDecimal.ZERO;
    private @Nullable BigDecimal teacherCost = BigDecimal.ZERO;

    CascadeLog(CascadeRules rules) {
        this.rules = rules;
    }

    /** Counts audited instructions. */
    private record Agreement(long agreed, long all) {
        static final Agreement NONE = new Agreement(0, 0);

        Agreement plus(Agreement other) {
            return new Agreement(agreed + other.agreed, all + other.all);
        }

        boolean isBelow(double threshold, int least) {
            return all >= least && agreed < threshold * all;
        }
    }

    /**
     * Returns whether a task type is the teacher's in a round. Only the rounds before it count: they are over, so that the answer
     * is the same for all of its records and in every repetition of the run.
     */
    synchronized boolean isTeachers(String task, int round) {
        if (rules.teacherFor().contains(task)) {
            return true;
        }
        TreeMap<Integer, Agreement> rounds = audits.get(task);
        return rounds != null && sum(rounds.headMap(round)).isBelow(rules.threshold(), rules.least());
    }

    private static Agreement sum(Map<Integer, Agreement> rounds) {
        return rounds.values().stream().reduce(Agreement.NONE, Agreement::plus);
    }

    synchronized void audited(String task, int round, boolean agrees) {
        audits.computeIfAbsent(task, any -> new TreeMap<>())
                .merge(round, new Agreement(agrees ? 1 : 0, 1), Agreement::plus);
    }

    synchronized void spent(@Nullable BigDecimal cost) {
        otherCost = plus(otherCost, cost);
    }

    synchronized void madeByStudent(int number) {
        records++;
        byStudent += number;
    }

    /** Notes a record that the teacher worked on. */
    synchronized void madeByTeacher(int number, boolean alone, @Nullable BigDecimal cost) {
        records += alone ? 1 : 0;
        takenOver++;
        byTeacher += number;
        teacherCost = plus(teacherCost, cost);
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? null : one.add(other);
    }

    synchronized CascadeReport report() {
        Agreement all = Agreement.NONE;
        Set<String> weak = new TreeSet<>(rules.teacherFor());
        for (Map.Entry<String, TreeMap<Integer, Agreement>> task : audits.entrySet()) {
            Agreement agreement = sum(task.getValue());
            all = all.plus(agreement);
            if (!task.getKey().isEmpty() && agreement.isBelow(rules.threshold(), rules.least())) {
                weak.add(task.getKey());
            }
        }
        return new CascadeReport(
                byStudent,
                byTeacher,
                records,
                takenOver,
                all.all(),
                all.all() == 0 ? null : Interval.ofShare(all.agreed(), all.all()),
                weak,
                plus(otherCost, teacherCost),
                teacherCost == null || byTeacher == 0
                        ? null
                        : teacherCost.divide(BigDecimal.valueOf(byTeacher), MathContext.DECIMAL64));
    }
}
