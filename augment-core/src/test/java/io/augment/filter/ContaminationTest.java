package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.Instruction;
import io.augment.Turn;
import io.augment.source.Source;
import io.augment.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContaminationTest {
    private static final List<String> ITEMS = List.of(
            "A baker in Lisbon sells 1,250 loaves each morning. On Friday she gives 48 of them to a school and sells the"
                    + " rest for $3.00 apiece. How much money does she take on Friday?",
            "Captain Orla needs seven sailors for each of her five boats. Two of the boats leave a day early with half of"
                    + " their crew. How many sailors are left in the harbor at Kinsale?",
            "Prove that the sum of two odd numbers is even, and illustrate the proof with marbles.",
            "Rewrite the minutes of the meeting as a sea shanty. Answer in one paragraph and use no commas at all.",
            "Summarize the plot of a film you have never seen. Answer in one paragraph and use no commas at all.",
            "Describe your kitchen to a visitor from Mars. Answer in one paragraph and use no commas at all.",
            "List three uses of a paper clip in space. Answer in one paragraph and use no commas at all.",
            "Who dreams of electric sheep?");

    private static final String FILLER =
            "The committee met on a rainy day and talked about the new library. Nobody had brought an umbrella. "
                    + "After lunch the members walked through the park, where children were flying kites. "
                    + "It was agreed to plant eleven chestnut trees along the northern fence. ";

    private static Contamination filter() {
        List<Instruction> items = new ArrayList<>();
        for (int i = 0; i < ITEMS.size(); i++) {
            items.add(Instruction.builder(ITEMS.get(i)).id("item-" + i).build());
        }
        return Filters.contamination(Source.of(items));
    }

    /** Ways in which a benchmark item comes into training data. */
    enum Damage {
        VERBATIM(text -> text),
        UPPER(text -> text.toUpperCase(Locale.ROOT)),
        NO_PUNCTUATION(text -> text.replaceAll("\\p{Punct}", "")),
        OTHER_PUNCTUATION(text -> "«" + text.replace(" ", " - ").replace("?", " …") + "»"),
        FULL_WIDTH(ContaminationTest::fullWidth),
        EMBEDDED(text -> FILLER + text + " " + FILLER),
        HTML(text -> "<p>" + text.replace(" ", "&nbsp;<b>").replace(".", "</b>.<br/>") + "</p>"),
        NUMBERS(text ->
                text.replace("1,250", "1250").replace("$3.00", "three dollars").replace("seven", "7")),
        SENTENCES_APART(text -> text.replace(". ", ". " + FILLER)),
        SENTENCES_TURNED(ContaminationTest::turned),
        WORDS_BETWEEN(text -> text.replace(" ", " indeed ")),
        WORD_CHANGED(text -> text.replaceFirst("\\b(sells|needs|sum|minutes|film|kitchen|uses) ", "whatever ")),
        WORDS_ADDED(text -> text.replaceFirst(" ", " quite obviously "));

        private final UnaryOperator<String> change;

        Damage(UnaryOperator<String> change) {
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void findsItemsHoweverTheyCome(Damage damage) {
        Contamination.Detector detector = filter().detector();
        for (int i = 0; i < ITEMS.size() - 1; i++) {
            String damaged = damage.change.apply(ITEMS.get(i));
            Contamination.Match asInstruction = detector.find(Instruction.of(damaged));
            assertThat(asInstruction).as(damaged).isNotNull();
            assertThat(asInstruction.item()).isEqualTo("item-" + i);
            assertThat(asInstruction.score()).isBetween(0.7, 1.0);
            Contamination.Match asResponse = detector.find(TestRecords.pair("Go on.", "", "Sure! " + damaged));
            assertThat(asResponse).as(damaged).isNotNull();
            assertThat(asResponse.field()).isEqualTo(Contamination.Field.RESPONSE);
        }
    }

    @Test
    void namesItemPlaceAndScore() {
        Instruction record = Instruction.builder("Answer.")
                .input("Here it is: who DREAMS of electric sheep? Good luck.")
                .build();

        assertThat(filter().detector().find(record))
                .isEqualTo(new Contamination.Match(
                        "item-7", Contamination.Field.INPUT, 12, "who DREAMS of electric sheep", 1, "whole"));
        assertThat(filter().open().decide(record))
                .isEqualTo(Decision.reject(
                        "contaminated",
                        "item-7 (whole 1.00) in input from character 12: \"who DREAMS of electric sheep\""));
    }

    @Test
    void searchesAllFieldsAsOne() {
        Contamination.Detector detector = filter().detector();
        String text = ITEMS.get(1);
        int middle = text.indexOf("Two of");

        assertThat(detector.find(Instruction.builder(text.substring(0, middle))
                        .input(text.substring(middle))
                        .build()))
                .isNotNull();
        assertThat(detector.find(Instruction.builder(text.substring(middle))
                        .input(text.substring(0, middle))
                        .build()))
                .isNotNull();
        Contamination.Match match = detector.find(Instruction.builder("Thanks")
                .history(List.of(Turn.user("Hello"), Turn.assistant("Try this: " + text)))
                .build());
        assertThat(match).isNotNull();
        assertThat(match.field()).isEqualTo(Contamination.Field.HISTORY);
        assertThat(match.start()).isEqualTo("Try this: ".length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Describe a walk in the woods. Answer in one paragraph and use no commas at all.",
                "Answer in one paragraph and use no commas at all.",
                "A baker in Porto sells bread. How much money does she take on a Friday with much rain?",
                "Captain Ahab needs a whale. How many sailors are left in the end?",
                "Who dreams of sheep? And who of electric cars?",
                "Prove that the product of three even numbers is divisible by eight.",
                ""
            })
    void leavesWhatOnlySharesBoilerplateOrSubject(String innocent) {
        assertThat(filter().detector().find(Instruction.of(innocent))).isNull();
    }

    @Test
    void findsTinyItemsOnlyAsAWholeField() {
        Contamination filter = Filters.contamination(Source.of(List.of(Instruction.of("Prove Pythagoras' theorem."))));

        assertThat(filter.detector().find(Instruction.of("prove Pythagoras theorem")))
                .isNotNull();
        assertThat(filter.detector().find(Instruction.of("I cannot prove Pythagoras' theorem, can you?")))
                .isNull();
    }

    @Test
    void findsARunOfWords() {
        String run = "On Friday she gives 48 of them to a school and sells the rest for";
        Contamination filter = filter();

        assertThat(filter.detector().find(Instruction.of("What a story! " + run + " nothing.")))
                .isNotNull()
                .extracting(Contamination.Match::kind)
                .isEqualTo("ngram");
        assertThat(filter.ngram(20).detector().find(Instruction.of("What a story! " + run + " nothing.")))
                .isNull();
    }

    @Test
    void findsItemsInChinese() {
        Contamination filter = Filters.contamination(
                Source.of(List.of(Instruction.of("小明有三个苹果，他给了小红一个，又买了五个。请问小明现在一共有多少个苹果？"), Instruction.of("写一首诗"))));

        assertThat(filter.detector().find(Instruction.of("请回答：小明有三个苹果,他给了小红一个,又买了五个。请问小明现在一共有多少个苹果?谢谢")))
                .isNotNull();
        assertThat(filter.detector().find(Instruction.of("请帮我写一首诗，主题是春天。"))).isNull();
        assertThat(filter.detector().find(Instruction.of("写一首诗。"))).isNotNull();
    }

    @Test
    void readsTheFormatsOfBenchmarks(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("grade.jsonl"),
                "{\"question\": \"How many hats fit on nine hedgehogs in winter?\", \"answer\": \"9\"}\n\n");
        Files.writeString(folder.resolve("hard.json"), """
                {"canary": "THIS FILE OF THE HEDGEHOG BENCHMARK MUST NOT BE TRAINED ON",
                 "examples": [{"input": "Which hedgehog is the slowest of them all?\\nOptions:\\n(A) Ida\\n(B) Bo", "target": "(A)"}]}
                """);
        Files.writeString(
                folder.resolve("choice.csv"),
                "What is true?,hedgehogs fly at night,hedgehogs sleep in winter,they sing,they dance,B\n");
        Files.writeString(
                folder.resolve("turns.json"),
                "[{\"question_id\": 81, \"turns\": [\"Invent a holiday for shy hedgehogs in the mountains.\","
                        + " \"Now write the invitation to that holiday.\"]}]");
        Files.writeString(folder.resolve("notes.txt"), "no benchmark");
        Map<String, String> found = Map.of(
                "HOW MANY HATS fit on nine hedgehogs in winter", "grade.jsonl:1",
                "Which hedgehog is the slowest of them all?", "hard.json:1",
                "this file of the hedgehog benchmark must not be trained on", "hard.json canary",
                "What is true? A. hedgehogs fly at night B. hedgehogs sleep in winter C. they sing D. they dance",
                        "choice.csv:1",
                "Now write the invitation to that holiday!", "turns.json 81 turn 2");

        Contamination.Detector detector = Filters.contamination(folder).detector();
        found.forEach((text, item) -> assertThat(detector.find(Instruction.of(text)))
                .as(text)
                .isNotNull()
                .extracting(Contamination.Match::item)
                .asString()
                .endsWith("/" + item));
        assertThat(detector.find(Instruction.of("What is true?"))).isNull();
    }

    @Test
    void saysWhatIsWrongWithABenchmarkFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.jsonl"), "{\"question\": \"a\"}\n{\"question\": ");

        assertThatThrownBy(() -> Filters.contamination(file).open())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("broken.jsonl")
                .hasMessageContaining("line 2");
        assertThatThrownBy(
                        () -> Filters.contamination(folder.resolve("none.csv")).open())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("none.csv");
    }

    @Test
    void findsAllOfThePracticeSetAndNothingElse() {
        Contamination filter = Filters.contamination(
                TestRecords.shared("bench_gsm8k"), TestRecords.shared("bench_humaneval/HumanEval.jsonl.gz"));
        Contamination.Detector detector = filter.detector();
        for (JsonNode row : TestRecords.rows("practice/decontam_dev.jsonl")) {
            Contamination.Match match = detector.find(TestRecords.pair(
                    row.get("instruction").asText(),
                    row.get("input").asText(),
                    row.get("output").asText()));
            assertThat(match == null ? null : match.item()).isEqualTo(itemName(row.get("ref")));
        }
    }

    private static @Nullable String itemName(JsonNode ref) {
        if (ref.isNull() || !ref.asText().startsWith("gsm8k-test-")) {
            return ref.isNull() ? null : ref.asText();
        }
        int index = Integer.parseInt(ref.asText().substring("gsm8k-test-".length()));
        return "bench_gsm8k/test.jsonl:" + (index + 1);
    }

    @Test
    void findsChangedItemsOfRealBenchmarks() {
        Path file = TestRecords.shared("bench_gsm8k/test.jsonl");
        Contamination.Detector detector = Filters.contamination(file).detector();
        Random random = new Random(9);
        String[] filler = FILLER.split(" ");
        int found = 0;
        int all = 0;
        for (JsonNode row : TestRecords.rows("bench_gsm8k/test.jsonl").subList(0, 300)) {
            String text = row.get("question").asText();
            String reworded = Arrays.stream(text.split(" "))
                    .map(word -> random.nextInt(12) == 0 ? filler[random.nextInt(filler.length)] : word)
                    .collect(Collectors.joining(" "));
            for (String damaged :
                    List.of(reworded, text.replace(" ", " so "), text.replace(". ", ". " + FILLER), turned(text))) {
                all++;
                found += detector.find(Instruction.of(damaged)) != null ? 1 : 0;
            }
        }
        assertThat(found / (double) all).isGreaterThan(0.98);
    }

    @Test
    void leavesOtherItemsOfTheSameStyle() {
        List<Instruction> items = new ArrayList<>();
        List<Instruction> others = new ArrayList<>();
        for (String file : List.of("bench_gsm8k/test.jsonl", "mt_bench/vicuna_question.jsonl")) {
            for (JsonNode row : TestRecords.rows(file)) {
                JsonNode text = row.has("turns") ? row.get("turns").get(0) : row.get("question");
                (items.size() <= others.size() ? items : others).add(Instruction.of(text.asText()));
            }
        }
        assertThat(TestRecords.rejectedShare(others, Filters.contamination(Source.of(items))))
                .isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"self_instruct", "oasst_zh", "belle", "super_ni", "flan"})
    void leavesWhatPeopleWrote(String set) {
        Contamination filter = Filters.contamination(
                TestRecords.shared("bench_gsm8k"),
                TestRecords.shared("bench_humaneval/HumanEval.jsonl"),
                TestRecords.shared("bench_mmlu"),
                TestRecords.shared("bench_bbh"),
                TestRecords.shared("ifeval"),
                TestRecords.shared("mt_bench/question.jsonl"),
                TestRecords.shared("mt_bench/vicuna_question.jsonl"));
        assertThat(TestRecords.rejected(TestRecords.human(set), filter)).isEmpty();
    }

    private static String turned(String text) {
        List<String> sentences = Arrays.asList(text.split("(?<=[.?!]) +"));
        List<String> turned = new ArrayList<>(sentences);
        java.util.Collections.reverse(turned);
        return String.join(" ", turned);
    }

    private static String fullWidth(String text) {
        return text.chars()
                .mapToObj(c -> c > ' ' && c < 0x7F ? (char) (c + 0xFEE0) : c == ' ' ? '\u3000' : (char) c)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
