package io.augment.internal.student;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.internal.chat.meter.MeteredContext;
import io.augment.internal.check.Echo;
import io.augment.internal.util.Sampled;
import io.augment.student.CascadeReport;
import java.util.ArrayList;
import java.util.List;

/** Is a cascade in one run. Safe for use by many threads. */
public final class CascadeRun {
    private static final double AGREES = 0.5;

    private final CascadeRules rules;
    private final CascadeLog log;

    /** Creates a cascade that has seen nothing yet. */
    public CascadeRun(CascadeRules rules) {
        this.rules = rules;
        this.log = new CascadeLog(rules);
    }

    /** Expands a record by the student, by the teacher, or by both. */
    public List<Instruction> expand(Instruction seed, StageContext context) {
        String task = seed.task() == null ? "" : seed.task();
        if (log.isTeachers(task, context.round())) {
            return byTeacher(seed, context, List.of(), true);
        }
        MeteredContext metered = new MeteredContext(context);
        List<Instruction> made;
        try {
            made = rules.student().expand(seed, metered);
        } finally {
            log.spent(metered.cost());
        }
        boolean isAudited = Sampled.is(context.round() + "/" + context.recordId(), "audit", rules.share());
        if (!isAudited || made.isEmpty()) {
            log.madeByStudent(made.size());
            return made;
        }
        List<Instruction> good = audited(seed, made, task, context);
        log.madeByStudent(good.size());
        boolean isEnough = good.size() >= rules.threshold() * made.size() || good.size() >= context.wanted();
        return isEnough ? good : byTeacher(seed, context, good, false);
    }

    private List<Instruction> audited(Instruction seed, List<Instruction> made, String task, StageContext context) {
        MeteredContext metered = new MeteredContext(context);
        List<Instruction> good = new ArrayList<>();
        for (Instruction child : made) {
            Verdict verdict = rules.audit().audit(seed, child, metered);
            Double score = verdict.score();
            boolean agrees = score == null || score >= AGREES;
            if (score != null) {
                log.audited(task, context.round(), agrees);
            }
            if (agrees) {
                good.add(child);
            } else {
                context.reject(child, "audit", verdict.reason());
            }
        }
        log.spent(metered.cost());
        return good;
    }

    /** Lets the teacher make what is missing. */
    private List<Instruction> byTeacher(
            Instruction seed, StageContext context, List<Instruction> good, boolean isAlone) {
        MeteredContext metered = new MeteredContext(context, Math.max(1, context.wanted() - good.size()));
        List<Instruction> all = new ArrayList<>(good);
        for (Instruction child : rules.teacher().expand(seed, metered)) {
            if (all.stream().anyMatch(other -> Echo.of(child.text(), other.text()))) {
                context.reject(child, "duplicate", null);
            } else {
                all.add(child);
            }
        }
        log.madeByTeacher(all.size() - good.size(), isAlone, metered.cost());
        return List.copyOf(all);
    }

    /** Returns what was done so far. */
    public CascadeReport report() {
        return log.report();
    }
}
