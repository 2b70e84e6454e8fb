package io.augment.local.internal.mask;

/** Is a part of what a reply may be. Immutable. */
interface Shape {
    /** Returns the place at the beginning of this part, with what follows it. */
    State enter(State rest);
}
