package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Origin;
import io.augment.Outcome;
import io.augment.Turn;
import io.augment.source.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactDuplicatesTest {
    @Test
    void keepsTheFirstAndNamesIt() {
        Instruction first = Instruction.builder("Name three rivers.").id("a").build();
        Instruction again = Instruction.builder("NAME  three “rivers”!").id("b").build();
        Instruction other = Instruction.builder("Name four rivers.").id("c").build();

        List<Outcome> outcomes = Filters.apply(List.of(first, again, other).stream(), Filters.exactDuplicates())
                .toList();

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Kept(first),
                        new Outcome.Rejected(again, "exact-duplicates", "exact-duplicate", "equals a", null),
                        new Outcome.Kept(other));
    }

    @Test
    void comparesFieldByField() {
        List<Example> records = List.of(
                Instruction.builder("Translate:").input("good morning").build(),
                Instruction.builder("Translate: good").input("morning").build(),
                InstructionPair.of(Instruction.of("Translate: good morning"), "Guten Morgen"),
                InstructionPair.of(Instruction.of("Translate: good morning"), "Morgen"),
                InstructionPair.of(
                        Instruction.builder("Translate: good morning")
                                .history(List.of(Turn.user("Hi")))
                                .build(),
                        "Morgen"),
                Instruction.of("?"),
                Instruction.of("!"));

        assertThat(TestRecords.decisions(records, Filters.exactDuplicates())).doesNotContain(false);
        assertThat(TestRecords.decisions(records, Filters.exactDuplicates().by(DuplicateKey.INSTRUCTION)))
                .containsExactly(true, true, true, false, false, true, true);
    }

    @Test
    void comparesWithReferencesInTheFieldsThatARecordHas() {
        Source seeds = Source.of(List.of(Instruction.builder("Translate.")
                .input("Good morning")
                .response("Guten Morgen")
                .origin(new Origin("seeds.jsonl", 17))
                .build()));
        List<Example> records = List.of(
                Instruction.of("translate"),
                Instruction.builder("translate").input("good morning!").build(),
                TestRecords.pair("Translate", "Good morning", "guten morgen"),
                TestRecords.pair("Translate", "Good morning", "Moin"),
                Instruction.builder("Translate").input("Good evening").build());

        try (FilterSession session = Filters.exactDuplicates().against(seeds).open()) {
            assertThat(records)
                    .extracting(example -> session.decide(example).detail())
                    .containsExactly(
                            "equals seeds.jsonl:17", "equals seeds.jsonl:17", "equals seeds.jsonl:17", null, null);
        }
    }

    @ParameterizedTest
    @EnumSource(DuplicateKey.class)
    void decidesAsADefinitionInOneLineDoes(DuplicateKey key) {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Instruction> records = new ArrayList<>();
            List<Boolean> expected = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                String text = TestRecords.words(random, 2, 1 + random.nextInt(3));
                String input = random.nextBoolean() ? "" : TestRecords.words(random, 2, 1 + random.nextInt(2));
                String response = TestRecords.words(random, 2, 1 + random.nextInt(2));
                records.add(TestRecords.pair(rewritten(random, text), input, rewritten(random, response)));
                String definition = switch (key) {
                    case INSTRUCTION -> text;
                    case INSTRUCTION_AND_INPUT -> text + "|" + input;
                    case ALL -> text + "|" + input + "|" + response;
                };
                expected.add(seen.add(definition));
            }
            assertThat(TestRecords.decisions(records, Filters.exactDuplicates().by(key)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void remembersMany() {
        Random random = new Random(8);
        Set<String> seen = new HashSet<>();
        try (FilterSession session = Filters.exactDuplicates().open()) {
            for (int i = 0; i < 50_000; i++) {
                String text = TestRecords.words(random, 40, 3);
                assertThat(session.decide(Instruction.of(text)).isKept()).isEqualTo(seen.add(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"self_instruct", "oasst_zh"})
    void leavesWhatPeopleWrote(String set) {
        assertThat(TestRecords.rejectedShare(TestRecords.human(set), Filters.exactDuplicates()))
                .isLessThan(0.01);
    }

    private static String rewritten(Random random, String text) {
        return switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(java.util.Locale.ROOT);
            case 1 -> "  " + text.replace(" ", ",  ") + ".";
            case 2 -> text.replace('w', '\uFF57');
            default -> text;
        };
    }
}
