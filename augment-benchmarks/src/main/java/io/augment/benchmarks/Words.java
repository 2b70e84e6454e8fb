package io.augment.benchmarks;

import io.augment.testkit.server.Reply;
import io.augment.testkit.server.Responder;
import java.util.SplittableRandom;

/** Answers with plausible words that depend on the request alone. */
final class Words {
    private static final String[] LIST = {
        "water", "engine", "small", "river", "signal", "paper", "green", "often", "because", "measure", "simple",
                "under",
        "strong", "light", "number", "garden", "while", "between", "carries", "describes", "shows", "needs", "first",
                "second"
    };

    private Words() {}

    static Responder responder(int count) {
        return call -> Reply.of(of(call.lastUserMessage(), count));
    }

    static String of(String seed, int count) {
        SplittableRandom random = new SplittableRandom(seed.hashCode());
        StringBuilder text = new StringBuilder(count * 8);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(LIST[random.nextInt(LIST.length)]);
        }
        return text.append('.').toString();
    }
}
