package io.augment.planted;

import io.augment.internal.planter.Back;

/** Is one half of a cycle between two rooms. */
public final class Cycle {

    private Cycle() {}

    public static int length() {
        return Back.length();
    }
}
