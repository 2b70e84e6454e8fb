package io.augment.student;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.expand.InstructionExpander;
import io.augment.internal.student.CascadeRules;
import io.augment.internal.student.CascadeRun;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets a student make new instructions, and a teacher where the student is not good enough.
 *
 * <p>A share of the records, drawn by their names, is audited: each new instruction is checked, and one that fails is dropped with
 * the reason {@code audit}. Where fewer pass than the threshold asks for, the teacher makes what is missing. Where a task type
 * falls below it, the teacher expands all further records of the type <i>from the next round of generation on</i>: within a
 * round, records are worked on in no fixed order, and a run that is repeated must decide as it did before. Types that are known
 * to be too hard, from {@link CascadeReport#weakTasks} of an earlier run, can go to the teacher from the start.
 *
 * <p>What was done, and what it cost, is in {@link #report()} and among the warnings of a run. Safe for use by many threads; each
 * run counts for itself.
 *
 * <pre>{@code
 * StudentCascade cascade = StudentCascade.of(PaiStudents.expander(student), InstructionExpander.using(teacher))
 *     .auditedBy(InstructionAudit.by(teacher))
 *     .audit(0.1)
 *     .threshold(0.7);
 * pipeline.expand(cascade.perSeed(4));
 * }</pre>
 */
public final class StudentCascade implements InstructionExpander {
    private static final double DEFAULT_AUDIT = 0.1;
    private static final double DEFAULT_THRESHOLD = 0.7;
    private static final int DEFAULT_LEAST = 8;

    private final CascadeRules rules;
    private final CascadeRun run;

    /** Holds the run that began last, for all copies of one cascade. */
    private final AtomicReference<CascadeRun> latest;

    private StudentCascade(CascadeRules rules, CascadeRun run, AtomicReference<CascadeRun> latest) {
        this.rules = rules;
        this.run = run;
        this.latest = latest;
    }

    private static StudentCascade of(CascadeRules rules) {
        CascadeRun run = new CascadeRun(rules);
        return new StudentCascade(rules, run, new AtomicReference<>(run));
    }

    /** Says who expands; who audits is said next. */
    public static Audited of(InstructionExpander student, InstructionExpander teacher) {
        return audit -> of(
                new CascadeRules(student, teacher, audit, DEFAULT_AUDIT, DEFAULT_THRESHOLD, DEFAULT_LEAST, Set.of()));
    }

    /** Takes the audit. */
    @FunctionalInterface
    public interface Audited {
        /** Says who checks the student's work, such as {@link InstructionAudit#by}. */
        StudentCascade auditedBy(InstructionAudit audit);
    }

    /**
     * Returns a cascade that audits another share of the records; 0.1 unless set.
     *
     * @throws IllegalArgumentException if the share is outside 0 to 1
     */
    public StudentCascade audit(double share) {
        return of(rules.withShare(share));
    }

    /**
     * Returns a cascade with another share of audited instructions that must pass, of a record and of a task type; 0.7 unless set.
     *
     * @throws IllegalArgumentException if the share is outside 0 to 1
     */
    public StudentCascade threshold(double share) {
        return of(rules.withThreshold(share));
    }

    /**
     * Returns a cascade that takes a task type from the student only after so many of its instructions were audited; 8 unless set.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public StudentCascade atLeast(int audited) {
        return of(rules.withLeast(audited));
    }

    /** Returns a cascade in which the teacher expands these task types from the start. */
    public StudentCascade teacherFor(Set<String> tasks) {
        return of(rules.withTeacherFor(tasks));
    }

    @Override
    public List<Instruction> expand(Instruction seed, StageContext context) {
        return run.expand(seed, context);
    }

    @Override
    public InstructionExpander forRun() {
        CascadeRun fresh = new CascadeRun(rules.forRun());
        latest.set(fresh);
        return new StudentCascade(rules, fresh, latest);
    }

    /** Returns what the cascade did so far in the run that began last. */
    public CascadeReport report() {
        return latest.get().report();
    }

    @Override
    public List<String> notices() {
        return List.of(run.report().sentence());
    }

    @Override
    public String name() {
        return "cascade";
    }
}
