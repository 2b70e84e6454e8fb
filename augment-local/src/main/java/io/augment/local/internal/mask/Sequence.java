package io.augment.local.internal.mask;

import java.util.List;

/** Is one part after the other. */
record Sequence(List<Shape> parts) implements Shape {
    @Override
    public State enter(State rest) {
        State state = rest;
        for (int i = parts.size() - 1; i >= 0; i--) {
            state = parts.get(i).enter(state);
        }
        return state;
    }
}
