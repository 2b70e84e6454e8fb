package io.augment.pipeline;

import io.augment.run.RunReport;
import io.augment.task.LearnedClassifier;
import io.augment.task.TaskClassifier;

/**
 * Holds a distilled classifier, what it cost, and how far it agrees with its teacher.
 *
 * @param classifier the learned classifier, with the teacher behind it for what is doubtful
 * @param learned the learned classifier alone
 * @param doubtBelow confidence below which the teacher is asked
 * @param teacherRun how the teacher's labels came about: rows kept, failed, requests and cost
 */
public record DistilledClassifier(
        TaskClassifier classifier, LearnedClassifier learned, double doubtBelow, RunReport teacherRun) {
    /** Returns the share of instructions, not trained on, to which the learned classifier alone answers what the teacher does. */
    public double agreement() {
        return learned.crossValidation().accuracy();
    }

    /** Returns the share of instructions that go back to the teacher, as far as the sample tells. */
    public double askedAgain() {
        return learned.crossValidation().calibration().shareBelow(doubtBelow);
    }

    /** Returns the share of agreement once doubtful instructions have gone back to the teacher. */
    public double agreementWithTeacherBehind() {
        return learned.crossValidation().calibration().accuracyWithHelpBelow(doubtBelow);
    }
}
