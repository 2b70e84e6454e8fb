package io.augment.train;

import java.util.Locale;

/** Says which weights a training changes. */
public enum Tuning {
    /** Changes all weights: the most memory, about 16 bytes for each parameter. */
    FULL,
    /** Trains small matrices beside the frozen weights (E. Hu et al., 2021, arXiv 2106.09685). */
    LORA,
    /** Does the same beside weights in 4 bits (T. Dettmers et al., 2023, arXiv 2305.14314): the least memory. */
    QLORA;

    /** Returns the name in files and on the command line, such as {@code lora}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
