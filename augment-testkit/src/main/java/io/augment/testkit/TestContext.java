package io.augment.testkit;

import io.augment.Example;
import io.augment.StageContext;
import io.augment.chat.ChatException;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Is a context for calling a strategy in a test: no ledger, no budget, no retries. It keeps what the strategy turned down.
 *
 * <pre>{@code
 * TestContext context = TestContext.create().wanted(3);
 * List<Instruction> children = expander.expand(seed, context);
 * assertThat(context.dropped()).isEmpty();
 * }</pre>
 */
public final class TestContext implements StageContext {
    private final List<Dropped> dropped = new ArrayList<>();
    private final List<Example> exemplars = new ArrayList<>();
    private String stage = "test";
    private String recordId = "record-1";
    private int wanted = 1;
    private int round;
    private RandomGenerator random = new SplittableRandom(0);
    private int calls;
    private @Nullable ChatException failure;

    private TestContext() {}

    /** Creates a context for one record, with one result wanted and a fixed random seed. */
    public static TestContext create() {
        return new TestContext();
    }

    /**
     * Holds a candidate that the strategy turned down.
     *
     * @param candidate what was turned down
     * @param reason name of the reason
     * @param detail what exactly, or null
     */
    public record Dropped(
            Example candidate, String reason, @Nullable String detail) {}

    /** Sets how many results are wanted. */
    public TestContext wanted(int value) {
        this.wanted = value;
        return this;
    }

    /** Sets the round. */
    public TestContext round(int value) {
        this.round = value;
        return this;
    }

    /** Sets the name of the stage. */
    public TestContext stage(String value) {
        this.stage = value;
        return this;
    }

    /** Sets the record's identifier. */
    public TestContext recordId(String value) {
        this.recordId = value;
        return this;
    }

    /** Seeds the random generator. */
    public TestContext randomSeed(long seed) {
        this.random = new SplittableRandom(seed);
        return this;
    }

    /** Adds an exemplar. */
    public TestContext exemplar(Example example) {
        exemplars.add(example);
        return this;
    }

    /** Lets every call fail with this exception. */
    public TestContext failingWith(ChatException exception) {
        this.failure = exception;
        return this;
    }

    /** Returns what the strategy turned down, in order. */
    public List<Dropped> dropped() {
        return List.copyOf(dropped);
    }

    /** Returns how often the strategy called a model through this context. */
    public int calls() {
        return calls;
    }

    @Override
    public String stage() {
        return stage;
    }

    @Override
    public String recordId() {
        return recordId;
    }

    @Override
    public int wanted() {
        return wanted;
    }

    @Override
    public int round() {
        return round;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public List<Example> exemplars(int count) {
        return exemplars.stream().limit(count).toList();
    }

    @Override
    public ChatResponse chat(ChatModel model, ChatRequest request) {
        calls++;
        if (failure != null) {
            throw failure;
        }
        return model.chat(request);
    }

    @Override
    public void reject(Example candidate, String reason, @Nullable String detail) {
        dropped.add(new Dropped(candidate, reason, detail));
    }
}
