package io.augment.task;

/** Says which records of a task type are taken when there are more than are wanted. */
public enum SampleSpread {
    /**
     * Takes records that differ from each other: from all lengths, the rare ones somewhat more often, and within a length those
     * whose words and pairs of words the ones taken before have least.
     */
    DIVERSE,

    /**
     * Takes records whose lengths follow a normal distribution, as near as the supply allows, and differ in content. Mean and
     * spread are those of the logarithms of the task type's lengths. This is how the DistilQwen2 recipe varies lengths.
     */
    LENGTH_NORMAL,

    /** Takes records at random, each with the same chance. */
    RANDOM
}
