package io.augment.internal.planter;

import io.augment.planted.Cycle;

/** Is the other half of a cycle between two rooms, in a package that is not null-marked. */
public final class Back {

    private Back() {}

    public static int length() {
        return 1 + Cycle.class.getName().length();
    }
}
