package io.augment.testkit.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Answers by the first of several rules that fits. Immutable; each setter returns a copy with one rule more. */
public final class ReplyRules implements Responder {
    private record Rule(Predicate<? super ChatCall> condition, Responder responder) {}

    private final List<Rule> rules;
    private final Responder otherwise;

    private ReplyRules(List<Rule> rules, Responder otherwise) {
        this.rules = rules;
        this.otherwise = otherwise;
    }

    static ReplyRules empty() {
        return new ReplyRules(List.of(), Responder.ruleBased());
    }

    /** Adds a rule: requests that satisfy the condition get the responder's answer. */
    public ReplyRules when(Predicate<? super ChatCall> condition, Responder responder) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(new Rule(
                Objects.requireNonNull(condition, "condition"), Objects.requireNonNull(responder, "responder")));
        return new ReplyRules(List.copyOf(more), otherwise);
    }

    /** Adds a rule: requests with {@code part} in any of their messages get the text. */
    public ReplyRules whenContains(String part, String text) {
        Objects.requireNonNull(part, "part");
        return when(
                call -> call.messages().stream()
                        .anyMatch(message -> message.content().contains(part)),
                Responder.fixed(text));
    }

    /** Sets who answers when no rule fits; {@link Responder#ruleBased()} unless set. */
    public ReplyRules otherwise(Responder responder) {
        return new ReplyRules(rules, Objects.requireNonNull(responder, "responder"));
    }

    @Override
    public Reply reply(ChatCall call) {
        for (Rule rule : rules) {
            if (rule.condition().test(call)) {
                return rule.responder().reply(call);
            }
        }
        return otherwise.reply(call);
    }
}
