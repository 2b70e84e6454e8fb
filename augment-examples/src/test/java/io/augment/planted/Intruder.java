package io.augment.planted;

import io.augment.internal.util.Hex;

/** Looks into the internal packages of another module. */
final class Intruder {

    private Intruder() {}

    static Class<?> look() {
        return Hex.class;
    }
}
