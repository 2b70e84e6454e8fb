package io.augment.internal.chat.meter;

import io.augment.Example;
import io.augment.StageContext;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.Price;
import io.augment.chat.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Passes all on to another context, and notes what the calls cost. Used by one thread. */
public final class MeteredContext implements StageContext {
    private final StageContext context;
    private final int wanted;
    private BigDecimal cost = BigDecimal.ZERO;
    private boolean isPriced = true;

    /** Creates a context that wants as much as the other one. */
    public MeteredContext(StageContext context) {
        this(context, context.wanted());
    }

    /** Creates a context that wants another number of results. */
    public MeteredContext(StageContext context, int wanted) {
        this.context = context;
        this.wanted = wanted;
    }

    /** Returns the money for the calls so far; null where a model had no price, or a reply no usage. */
    public @Nullable BigDecimal cost() {
        return isPriced ? cost : null;
    }

    @Override
    public ChatResponse chat(ChatModel model, ChatRequest request) {
        ChatResponse response = context.chat(model, request);
        Price price = model.info().price();
        Usage usage = response.usage();
        if (price == null || usage == null) {
            isPriced = false;
        } else {
            cost = cost.add(price.cost(usage));
        }
        return response;
    }

    @Override
    public String stage() {
        return context.stage();
    }

    @Override
    public String recordId() {
        return context.recordId();
    }

    @Override
    public int wanted() {
        return wanted;
    }

    @Override
    public int round() {
        return context.round();
    }

    @Override
    public RandomGenerator random() {
        return context.random();
    }

    @Override
    public List<Example> exemplars(int count) {
        return context.exemplars(count);
    }

    @Override
    public void reject(Example candidate, String reason, @Nullable String detail) {
        context.reject(candidate, reason, detail);
    }
}
