package io.augment.local.internal.template;

import io.augment.local.internal.token.BpeTokenizer;
import io.augment.local.internal.token.IntList;

/**
 * Collects the tokens of a conversation. All text between two control tokens is encoded as one, since the frame's line end
 * and a message that begins with one may be a single token.
 */
final class FrameTokens implements ChatFrame.Sink {
    private final BpeTokenizer tokenizer;
    private final IntList ids = new IntList();
    private final StringBuilder text = new StringBuilder();

    FrameTokens(BpeTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    @Override
    public void control(String name) {
        int id = tokenizer.vocabulary().special(name);
        if (id < 0) {
            text.append(name);
        } else {
            flush();
            ids.add(id);
        }
    }

    @Override
    public void text(String part) {
        text.append(part);
    }

    int[] toArray() {
        flush();
        return ids.toArray();
    }

    private void flush() {
        ids.addAll(tokenizer.encode(text.toString()));
        text.setLength(0);
    }
}
