package io.augment;

import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Is a context whose model gives out scripted replies; it notes requests and rejections. */
public final class ScriptedContext implements StageContext {
    /** One candidate that was turned down. */
    public record Rejection(
            String text, String reason, @Nullable String detail) {}

    private final Deque<ChatResponse> replies = new ArrayDeque<>();
    private final List<ChatRequest> requests = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<Example> exemplars = new ArrayList<>();
    private int wanted = 1;

    private ScriptedContext() {}

    public static ScriptedContext replying(String... texts) {
        ScriptedContext context = new ScriptedContext();
        for (String text : texts) {
            context.replies.add(ChatResponse.of(text));
        }
        return context;
    }

    public static ScriptedContext replying(ChatResponse... replies) {
        ScriptedContext context = new ScriptedContext();
        context.replies.addAll(List.of(replies));
        return context;
    }

    public ScriptedContext wanted(int value) {
        this.wanted = value;
        return this;
    }

    public ScriptedContext exemplar(Example example) {
        exemplars.add(example);
        return this;
    }

    public List<ChatRequest> requests() {
        return requests;
    }

    /** Returns the text of the only request's last message. */
    public String prompt() {
        if (requests.size() != 1) {
            throw new AssertionError("There were " + requests.size() + " requests");
        }
        return requests.get(0).lastUserText();
    }

    public List<Rejection> rejections() {
        return rejections;
    }

    /** Returns the reasons of what was turned down, in order. */
    public List<String> reasons() {
        return rejections.stream().map(Rejection::reason).toList();
    }

    /** Returns a model that must not be called but through this context. */
    public ChatModel model() {
        return ChatModel.named("test/direct", request -> {
            throw new AssertionError("The model was called beside the context");
        });
    }

    @Override
    public ChatResponse chat(ChatModel model, ChatRequest request) {
        requests.add(request);
        ChatResponse reply = replies.poll();
        if (reply == null) {
            throw new AssertionError("There is no reply left for request " + requests.size());
        }
        return reply;
    }

    @Override
    public String stage() {
        return "test";
    }

    @Override
    public String recordId() {
        return "r1";
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
        return new Random(1);
    }

    @Override
    public List<Example> exemplars(int count) {
        return exemplars.stream().limit(count).toList();
    }

    @Override
    public void reject(Example candidate, String reason, @Nullable String detail) {
        String text = candidate instanceof InstructionPair pair
                ? pair.response()
                : candidate.instruction().text();
        rejections.add(new Rejection(text, reason, detail));
    }
}
