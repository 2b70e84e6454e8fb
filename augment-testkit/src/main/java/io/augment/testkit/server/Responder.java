package io.augment.testkit.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Answers chat requests; called from many threads at once, once for each choice of a request.
 *
 * <p>A responder that throws makes the server answer 500 with the exception's message.
 */
@FunctionalInterface
public interface Responder {
    /** Returns the answer to one choice of a request. */
    Reply reply(ChatCall call);

    /** Returns a responder that always gives the same text. */
    static Responder fixed(String text) {
        Reply reply = Reply.of(text);
        return call -> reply;
    }

    /** Returns a responder that gives out the texts in order of arrival and fails after the last. */
    static Responder scripted(String... texts) {
        List<Reply> replies = new ArrayList<>();
        for (String text : texts) {
            replies.add(Reply.of(text));
        }
        return scripted(replies.toArray(Reply[]::new));
    }

    /** Returns a responder that gives out the replies in order of arrival and fails after the last. */
    static Responder scripted(Reply... replies) {
        ReentrantLock lock = new ReentrantLock();
        Deque<Reply> left = new ArrayDeque<>(List.of(replies));
        return call -> {
            lock.lock();
            try {
                Reply next = left.poll();
                if (next == null) {
                    throw new IllegalStateException("all " + replies.length + " scripted replies are used up");
                }
                return next;
            } finally {
                lock.unlock();
            }
        };
    }

    /** Returns rules that are tried in order; requests that none of them knows go to {@link #ruleBased()}. */
    static ReplyRules byRule() {
        return ReplyRules.empty();
    }

    /**
     * Returns a responder that reads like a teacher model, in English or Chinese after the request's language.
     *
     * <p>What is asked shows in the property names of the JSON schema: {@code instructions} (new instructions of the seed's
     * kind), {@code instruction} (a more detailed one), {@code pairs}, {@code scores} (a judgment) and {@code label}; a schema
     * of another shape gets values that satisfy it, and a request without one gets an answer to its last user message. A text
     * between {@code <<<instruction} (or another name) and {@code >>>} is the one that the request is about. The answers are a
     * function of the messages, the sampling parameters and the choice.
     */
    static Responder ruleBased() {
        return TeacherResponder.INSTANCE;
    }
}
