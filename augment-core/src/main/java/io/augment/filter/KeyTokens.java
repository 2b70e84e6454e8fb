package io.augment.filter;

import io.augment.Example;
import io.augment.internal.text.Hashing;
import io.augment.internal.text.TokenBuffer;

/** Reads the words of a record's key, field after field. Used by one thread. */
final class KeyTokens {
    private final TokenBuffer tokens = TokenBuffer.ofWords();
    private final StringBuilder raw = new StringBuilder();
    private int focus;

    /** Reads a record; one without any word is its punctuation. */
    void read(Example example, DuplicateKey key, KeyView view) {
        tokens.clear();
        focus = 0;
        view.read(example, key, (kind, text) -> {
            int before = tokens.size();
            tokens.add(text);
            focus = tokens.size() > before ? before : focus;
        });
        if (tokens.size() == 0) {
            raw.setLength(0);
            view.read(example, key, (kind, text) -> raw.append(text));
            tokens.addHash(Hashing.of(TokenBuffer.fold(raw.toString()).replaceAll("\\s+", "")));
        }
    }

    /** Returns the words that were read last. */
    TokenBuffer buffer() {
        return tokens;
    }

    /** Returns where the last field that has words begins: the response, or the text where there is none. */
    int focus() {
        return focus;
    }
}
