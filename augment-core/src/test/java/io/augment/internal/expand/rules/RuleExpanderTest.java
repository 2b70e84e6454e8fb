package io.augment.internal.expand.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.expand.InstructionExpander;
import io.augment.internal.check.Echo;
import io.augment.internal.check.HumanPairs;
import io.augment.internal.check.HumanPairs.Pair;
import io.augment.internal.check.Language;
import io.augment.internal.check.Literals;
import io.augment.testing.PlainContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleExpanderTest {
    private static final int MANY = 40;
    private static final Pattern CLUMSY = Pattern.compile(
            "(?i)please (?:please|could|can|what|how|why|is)\\b|\\b(?:could|can) you (?:i|what|please|you)\\b"
                    + "|[?.] ?[?.]$|^[a-z]|请请|帮我给我|吗。|[。？][。？]|以以下");

    private final InstructionExpander expander = InstructionExpander.rules();

    private List<String> children(String text, String input) {
        return expander
                .expand(Instruction.builder(text).input(input).build(), PlainContext.of("expand", MANY, 1))
                .stream()
                .map(Instruction::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Write a poem about the sea. | Compose a poem about the sea.
                    Write a poem about the sea. | Could you write a poem about the sea?
                    Could you write a story about a dragon? | I would like you to write a story about a dragon.
                    Please list three rivers of France. | Name three rivers of France.
                    What are some ways to save water? | List some ways to save water.
                    What is the difference between a frog and a toad? | Explain the difference between a frog and a toad.
                    How can I learn to swim? | Explain how I can learn to swim.
                    Is there life on Mars? | Tell me whether there is life on Mars.
                    What is the capital of Peru? | Tell me what the capital of Peru is.
                    I am moving to Oslo. Can you give me some tips? | I am moving to Oslo. I would like you to give me some tips.
                    写一首关于大海的诗。 | 请帮我创作一首关于大海的诗。
                    请列出三条法国的河流。 | 列举三条法国的河流。
                    如何学会游泳？ | 请说明如何学会游泳。
                    有哪些节约用水的方法？ | 请列举一些节约用水的方法。
                    把“早上好”翻译成法语。 | 请将“早上好”翻译成法语。
                    我要搬到杭州去了。你能给我一些建议吗？ | 我要搬到杭州去了。麻烦你给我一些建议。
                    """)
    void saysTheSameInOtherWords(String seed, String expected) {
        RuleExpander rules = new RuleExpander();
        assertThat(rules.candidates(Instruction.of(seed), seed)).contains(expected);
    }

    @Test
    void namesTheMaterialDifferently() {
        assertThat(new RuleExpander()
                        .candidates(
                                Instruction.builder("Given a list of numbers, sort it.")
                                        .input("3, 1, 2")
                                        .build(),
                                "Given a list of numbers, sort it."))
                .contains("You are given a list of numbers. Sort it.");
        assertThat(children("将以下句子改写得更加正式。", "你好啊")).allMatch(child -> child.contains("句子改写得更加正式"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "Hello",
                "x = 3; print(x)",
                "Act as a pirate.",
                "Do not use any commas.",
                "Repeat this sentence word for word.",
                "The weather is nice today.",
                "你好",
                "我今天很开心。",
                "逐字重复下面这句话。",
                "日本の首都はどこですか。",
                "Wie heißt die Hauptstadt von Frankreich?",
            })
    void leavesAloneWhatIsNotSafe(String text) {
        assertThat(children(text, "")).isEmpty();
    }

    @Test
    void givesAsManyAsWantedAtMostAndIsRepeatable() {
        Instruction seed = Instruction.builder("Write a poem about the sea.")
                .response("Waves.")
                .task("Writing")
                .build();
        for (int wanted = 1; wanted <= 5; wanted++) {
            List<Instruction> first = expander.expand(seed, PlainContext.of("expand", wanted, 3));
            assertThat(first).hasSize(wanted).isEqualTo(expander.expand(seed, PlainContext.of("expand", wanted, 3)));
            assertThat(first).allMatch(child -> "Waves.".equals(child.response()) && "Writing".equals(child.task()));
        }
        assertThat(expander.name()).isEqualTo("rules");
    }

    @Test
    void everyChildOfHumanSeedsKeepsWhatItMust() {
        List<Pair> pairs = new ArrayList<>(HumanPairs.selfInstruct());
        pairs.addAll(HumanPairs.belle());
        int children = 0;
        int without = 0;
        for (Pair pair : pairs) {
            Instruction seed = Instruction.builder(pair.instruction())
                    .input(pair.input())
                    .response(pair.response())
                    .build();
            List<Instruction> made = expander.expand(
                    seed, PlainContext.of("expand", MANY, pair.id().hashCode()));
            children += made.size();
            without += made.isEmpty() ? 1 : 0;
            for (int i = 0; i < made.size(); i++) {
                check(seed, made.get(i), made.subList(0, i));
            }
        }
        System.out.printf("rule expander: %d seeds, %d children, %d seeds without%n", pairs.size(), children, without);
        assertThat(without).isLessThan(pairs.size() / 5);
    }

    private static void check(Instruction seed, Instruction child, List<Instruction> siblings) {
        String text = child.text();
        assertThat(child.response()).isEqualTo(seed.response());
        assertThat(child.input()).isEqualTo(seed.input());
        assertThat(Echo.of(text, seed.text())).as(text).isFalse();
        assertThat(siblings).as(text).noneMatch(sibling -> Echo.of(text, sibling.text()));
        assertThat(Literals.missing(seed.text(), text)).as(text).isEmpty();
        assertThat(Literals.missing(text, seed.text())).as(text).isEmpty();
        assertThat(Language.drifted(seed.text(), text)).as(text).isFalse();
        assertThat(CLUMSY.matcher(text).find() && !CLUMSY.matcher(seed.text()).find())
                .as(text)
                .isFalse();
    }
}
