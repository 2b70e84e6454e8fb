package io.augment.internal.student;

import io.augment.expand.InstructionExpander;
import io.augment.student.InstructionAudit;
import java.util.Objects;
import java.util.Set;

/**
 * Says when a teacher works in a student's place.
 *
 * @param student makes new instructions
 * @param teacher makes them where the student is not good enough
 * @param audit checks the student's
 * @param share share of the records that are audited
 * @param threshold share of audited instructions that must pass
 * @param least audited instructions of a task type before it is taken from the student
 * @param teacherFor task types that the teacher has from the start
 */
public record CascadeRules(
        InstructionExpander student,
        InstructionExpander teacher,
        InstructionAudit audit,
        double share,
        double threshold,
        int least,
        Set<String> teacherFor) {
    /** Creates rules. */
    public CascadeRules {
        Objects.requireNonNull(student, "student");
        Objects.requireNonNull(teacher, "teacher");
        Objects.requireNonNull(audit, "audit");
        checked("audit", share);
        checked("threshold", threshold);
        if (least < 1) {
            throw new IllegalArgumentException("At least 1 audited instruction is needed, but was " + least);
        }
        teacherFor = Set.copyOf(teacherFor);
    }

    private static void checked(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share lies between 0 and 1, but " + name + " was " + share);
        }
    }

    /** Returns rules with another share of audited records. */
    public CascadeRules withShare(double value) {
        return new CascadeRules(student, teacher, audit, value, threshold, least, teacherFor);
    }

    /** Returns rules with another threshold. */
    public CascadeRules withThreshold(double value) {
        return new CascadeRules(student, teacher, audit, share, value, least, teacherFor);
    }

    /** Returns rules with another number of audited instructions. */
    public CascadeRules withLeast(int value) {
        return new CascadeRules(student, teacher, audit, share, threshold, value, teacherFor);
    }

    /** Returns rules with other task types for the teacher. */
    public CascadeRules withTeacherFor(Set<String> tasks) {
        return new CascadeRules(student, teacher, audit, share, threshold, least, tasks);
    }

    /** Returns rules whose expanders know of no other run. */
    public CascadeRules forRun() {
        return new CascadeRules(student.forRun(), teacher.forRun(), audit, share, threshold, least, teacherFor);
    }
}
