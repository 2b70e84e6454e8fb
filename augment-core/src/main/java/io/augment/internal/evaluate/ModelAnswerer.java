package io.augment.internal.evaluate;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ContentFilteredException;
import io.augment.chat.FinishReason;
import io.augment.chat.Sampling;
import io.augment.evaluate.Answerer;
import io.augment.internal.chat.prompt.AskedMessages;
import io.augment.internal.chat.reply.Reasoning;
import java.util.Objects;

/** Asks a model with the row and nothing else. */
public final class ModelAnswerer implements Answerer {
    private final ChatModel model;
    private final Sampling sampling;

    /** Creates an answerer. */
    public ModelAnswerer(ChatModel model, Sampling sampling) {
        this.model = Objects.requireNonNull(model, "model");
        this.sampling = Objects.requireNonNull(sampling, "sampling");
    }

    @Override
    public String name() {
        return model.info().identity();
    }

    @Override
    public Answer answer(Instruction instruction, StageContext context) {
        if (!AskedMessages.fits(instruction)) {
            throw context.rejected("unsupported-history");
        }
        ChatRequest.Builder request = ChatRequest.builder();
        AskedMessages.of(instruction).forEach(request::addMessage);
        ChatResponse response;
        try {
            response = context.chat(
                    model,
                    sampling.applyTo(request, ChatRequest.DEFAULT_MAX_TOKENS).build());
        } catch (ContentFilteredException e) {
            throw context.rejected("content-filtered");
        }
        String text = Reasoning.strip(response.text());
        if (text == null || text.isBlank()) {
            throw context.rejected("no-answer");
        }
        return new Answer(text.strip(), response.finishReason().equals(FinishReason.LENGTH));
    }
}
