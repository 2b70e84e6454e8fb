package io.augment.testkit;

import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ModelInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Is a model that answers by script or by rule and keeps the requests that it saw. Safe for use by many threads.
 *
 * <pre>{@code
 * ScriptedChatModel model = ScriptedChatModel.replying("first", "second");
 * ScriptedChatModel shout = ScriptedChatModel.answering(request -> request.lastUserText().toUpperCase(Locale.ROOT));
 * }</pre>
 */
public final class ScriptedChatModel implements ChatModel {
    private final Function<ChatRequest, ChatResponse> script;
    private final List<ChatRequest> requests = new ArrayList<>();
    private ModelInfo info = ModelInfo.of("scripted/model");

    private ScriptedChatModel(Function<ChatRequest, ChatResponse> script) {
        this.script = script;
    }

    /** Creates a model that gives these texts out, one a request; a further request is an {@link AssertionError}. */
    public static ScriptedChatModel replying(String... texts) {
        return replying(Arrays.stream(texts).map(ChatResponse::of).toArray(ChatResponse[]::new));
    }

    /** Creates a model that gives these replies out, one a request; a further request is an {@link AssertionError}. */
    public static ScriptedChatModel replying(ChatResponse... replies) {
        Deque<ChatResponse> left = new ArrayDeque<>(List.of(replies));
        return new ScriptedChatModel(request -> {
            synchronized (left) {
                ChatResponse reply = left.poll();
                if (reply == null) {
                    throw new AssertionError("The script has no reply left for: " + request.lastUserText());
                }
                return reply;
            }
        });
    }

    /** Creates a model that answers each request by a rule; the rule may throw what a model throws. */
    public static ScriptedChatModel answering(Function<ChatRequest, String> rule) {
        return new ScriptedChatModel(request -> ChatResponse.of(rule.apply(request)));
    }

    /** Gives the model another identity, a price or limits. */
    public ScriptedChatModel info(ModelInfo value) {
        this.info = Objects.requireNonNull(value, "value");
        return this;
    }

    @Override
    public ChatResponse chat(ChatRequest request) {
        synchronized (requests) {
            requests.add(request);
        }
        return script.apply(request);
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    /** Returns the requests so far, oldest first. */
    public List<ChatRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }
}
