package io.augment.testing;

import io.augment.Example;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A context without a model, for strategies that need none. */
public record PlainContext(String stage, String recordId, int wanted, RandomGenerator random) implements StageContext {
    /** Returns a context that wants one result. */
    public static PlainContext of(String stage) {
        return of(stage, 1, 7);
    }

    /** Returns a context that wants several results. */
    public static PlainContext of(String stage, int wanted, long seed) {
        return new PlainContext(stage, "record", wanted, new Random(seed));
    }

    @Override
    public int round() {
        return 0;
    }

    @Override
    public List<Example> exemplars(int count) {
        return List.of();
    }

    @Override
    public ChatResponse chat(ChatModel model, ChatRequest request) {
        throw new UnsupportedOperationException("A rule calls no model");
    }

    @Override
    public void reject(Example candidate, String reason, @Nullable String detail) {
        throw new UnsupportedOperationException("A rule turns nothing down");
    }
}
