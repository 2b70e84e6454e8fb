package io.augment.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.internal.check.HumanPairs.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Good human text must pass: the share that a check turns down is printed and bounded. */
class ChecksOnHumanTextTest {
    @Test
    void instructionsPass() {
        List<Pair> seeds = new ArrayList<>(HumanPairs.selfInstruct());
        seeds.addAll(HumanPairs.belle());
        bounded("meta-text in instructions", seeds, pair -> MetaText.find(pair.instruction()) != null, 0);
        bounded("placeholders in instructions", seeds, pair -> Placeholders.find(pair.instruction()) != null, 0);
        bounded(
                "answers among instructions",
                seeds,
                pair -> AnswerNotInstruction.is("What is this?", pair.instruction()),
                0.005);
        bounded(
                "literals lost in a copy",
                seeds,
                pair -> !Literals.missing(pair.instruction(), pair.instruction())
                        .isEmpty(),
                0);
    }

    @Test
    void responsesPass() {
        List<Pair> pairs = new ArrayList<>(HumanPairs.selfInstruct());
        pairs.addAll(HumanPairs.belle());
        pairs.addAll(HumanPairs.openAssistant());
        bounded("refusals", pairs, pair -> Refusal.is(pair.response()), 0.01);
        bounded("truncated", pairs, pair -> Truncation.is(pair.response()), 0.01);
        bounded("loops", pairs, pair -> Loops.find(pair.response()) != null, 0.002);
        bounded("placeholders", pairs, pair -> Placeholders.find(pair.response()) != null, 0);
        bounded("meta-text", pairs, pair -> MetaText.inResponse(pair.response()) != null, 0.006);
    }

    @Test
    void languagesAreRight() {
        bounded("not English", HumanPairs.selfInstruct(), pair -> other("en", pair.instruction()), 0);
        bounded("not Chinese", HumanPairs.belle(), pair -> other("zh", pair.instruction()), 0);
        bounded(
                "English not seen",
                HumanPairs.selfInstruct(),
                pair -> Language.detect(pair.instruction()) == null,
                0.04);
        bounded("Chinese not seen", HumanPairs.belle(), pair -> Language.detect(pair.instruction()) == null, 0.01);
    }

    private static boolean other(String expected, String text) {
        String language = Language.detect(text);
        return language != null && !language.equals(expected);
    }

    private static void bounded(String what, List<Pair> pairs, Predicate<Pair> turnsDown, double limit) {
        List<String> hits = pairs.stream()
                .filter(turnsDown)
                .map(pair -> pair.set() + "/" + pair.id())
                .toList();
        System.out.printf("%s: %d of %d %s%n", what, hits.size(), pairs.size(), hits);
        assertThat((double) hits.size() / pairs.size()).as(what + " " + hits).isLessThanOrEqualTo(limit);
    }
}
