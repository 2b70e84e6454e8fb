package io.augment.filter;

/** Names the fields in which a duplicate filter compares two records. */
public enum DuplicateKey {
    /** The instruction's text alone. */
    INSTRUCTION,
    /** The instruction's text and its input. */
    INSTRUCTION_AND_INPUT,
    /**
     * The history, the instruction's text, its input and the response, as far as the record has them. This is the
     * default.
     */
    ALL
}
