package io.augment.internal.run;

import io.augment.Example;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.internal.util.Hex;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Notes what a strategy would ask, and answers with stand-ins: nothing is sent. */
final class EstimateContext implements StageContext {
    private final String stage;
    private final Example record;
    private final int wanted;
    private final Exemplars exemplars;
    private final String answer;
    private final RandomGenerator random;
    private final List<Call> calls = new ArrayList<>();
    private final List<String> replies = new ArrayList<>();

    /** A request that would be sent. */
    record Call(ChatModel model, ChatRequest request) {}

    /** Ends a strategy whose further requests would only repeat what was noted. */
    private static final class EnoughNotedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EnoughNotedException() {
            super("noted", null, false, false);
        }
    }

    /**
     * Creates a context.
     *
     * @param answer text that stands for a model's answer
     */
    EstimateContext(String stage, Example record, int wanted, Exemplars exemplars, long seed, String answer) {
        this.stage = stage;
        this.record = record;
        this.wanted = wanted;
        this.exemplars = exemplars;
        this.answer = answer;
        String own = seed + "/" + stage + "/" + record.id();
        this.random = new SplittableRandom(Hex.sha256Bits(own));
    }

    List<Call> calls() {
        return calls;
    }

    @Override
    public String stage() {
        return stage;
    }

    @Override
    public String recordId() {
        return record.id();
    }

    @Override
    public int wanted() {
        return wanted;
    }

    @Override
    public int round() {
        return 0;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public List<Example> exemplars(int count) {
        return exemplars.draw(record, count, random);
    }

    @Override
    public ChatResponse chat(ChatModel model, ChatRequest request) {
        if (StandInReply.isAnswerTo(request, replies)) {
            throw new EnoughNotedException();
        }
        calls.add(new Call(model, request));
        ChatResponse reply = StandInReply.of(request, answer, wanted);
        replies.add(reply.text());
        return reply;
    }

    @Override
    public void reject(Example candidate, String reason, @Nullable String detail) {}
}
