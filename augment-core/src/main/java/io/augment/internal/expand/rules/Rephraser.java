package io.augment.internal.expand.rules;

import java.util.List;

/** Says the same request in other words, in one language. */
interface Rephraser {
    /**
     * Returns all wordings that it knows, the original not among them; an empty list where nothing is safe.
     *
     * @param text the request
     * @param hasInput whether material follows the request
     */
    List<String> rephrase(String text, boolean hasInput);
}
