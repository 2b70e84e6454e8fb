package io.augment.internal.planted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** Uses a library where it may. */
public final class Hidden {

    private Hidden() {}

    public static JsonNode node() {
        return NullNode.getInstance();
    }
}
