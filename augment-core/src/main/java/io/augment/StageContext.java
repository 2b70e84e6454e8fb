package io.augment;

import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ReplyParser;
import io.augment.chat.UnreadableReplyException;
import io.augment.internal.chat.prompt.RepairRound;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives a strategy all that it may not take from the outside: models, randomness, exemplars, and ways to turn a record
 * down.
 *
 * <p>A context belongs to one record in one stage and is used by one thread. A strategy calls a model only through
 * {@link #chat}: that call is written to the ledger, counted against the budget, held to the rate limits and replayed
 * after a restart. A direct call of the model is none of that.
 */
public interface StageContext {
    /** Returns the name of the stage, such as {@code expand}. */
    String stage();

    /** Returns the identifier of the record that is being worked on. */
    String recordId();

    /** Returns how many results are wanted; at least 1. */
    int wanted();

    /** Returns the round of generation, counted from 0; later rounds fill what earlier ones left missing. */
    int round();

    /** Returns a generator that is seeded from the run's seed, the record and the stage: the same in every run. */
    RandomGenerator random();

    /**
     * Returns examples for use in prompts, drawn from the seeds and from what earlier rounds accepted, never the record
     * itself.
     *
     * @param count how many at most; fewer are returned where there are fewer
     */
    List<Example> exemplars(int count);

    /**
     * Calls a model.
     *
     * <p>Repeating an identical request within one record and stage asks for another sample.
     *
     * @throws io.augment.chat.ChatException if no complete reply could be had; the engine records it, so strategies
     *     normally let it pass
     */
    ChatResponse chat(ChatModel model, ChatRequest request);

    /**
     * Calls a model and reads its reply, asking once more, with the problem named, when it cannot be read.
     *
     * @param parser reads the reply
     * @throws UnreadableReplyException if the second reply cannot be read either
     * @throws io.augment.chat.ChatException if no complete reply could be had
     */
    default <T> T ask(ChatModel model, ChatRequest request, ReplyParser<? extends T> parser) {
        ChatResponse first = chat(model, request);
        try {
            return parser.parse(first);
        } catch (UnreadableReplyException problem) {
            if (!problem.isRepairable()) {
                throw problem;
            }
            return parser.parse(chat(model, RepairRound.request(request, first, problem)));
        }
    }

    /**
     * Drops one of several results with a reason, while the others go on; it is counted and written to the rejected
     * file like any record.
     */
    void reject(Example candidate, String reason, @Nullable String detail);

    /** Returns the exception to throw when the record itself must not go on. */
    default RejectedException rejected(String reason) {
        return new RejectedException(reason, null);
    }

    /** Returns the exception to throw when the record itself must not go on. */
    default RejectedException rejected(String reason, String detail) {
        return new RejectedException(reason, detail);
    }
}
