package io.augment.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Example;
import io.augment.Instruction;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static @Nullable String reason(Filter filter, Example example) {
        try (FilterSession session = filter.open()) {
            return session.decide(example).reason();
        }
    }

    private static @Nullable String ofInstruction(Filter filter, String text) {
        return reason(filter, Instruction.of(text));
    }

    private static @Nullable String ofResponse(Filter filter, String response) {
        return reason(filter, TestRecords.pair("Write a few lines about rain.", "", response));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Name three rivers of France.           | -
            Name rivers.                           | instruction-too-short
            Describe the image of a cat in detail. | unsuitable-word
            Draw a cat on a mat.                   | unsuitable-word
            Imagine a graphic novel about bees.    | -
            Write a program that sorts numbers.    | starts-with-program
            "Quote" this line in your answer.      | starts-with-punctuation
            Éclair recipes for six people, please. | starts-outside-ascii
            请写一首关于春天的诗。                     | -
            请描述这张图片里的内容。                   | unsuitable-word
            写一个程序来计算两个数的和。                | starts-with-program
            写诗                                   | instruction-too-short
            Summarize the plot of a video game.    | unsuitable-word
            Write the music for a short song.      | -
            """)
    void holdsTheListsOfSelfInstruct(String text, @Nullable String reason) {
        assertThat(ofInstruction(Rules.selfInstruct(), text)).isEqualTo(reason);
    }

    @Test
    void holdsTheLongerListOfAlpaca() {
        assertThat(ofInstruction(Rules.alpaca(), "Write the music for a short song."))
                .isEqualTo("unsuitable-word");
        assertThat(ofInstruction(Rules.selfInstruct(), "word ".repeat(151))).isEqualTo("instruction-too-long");
        assertThat(ofInstruction(Rules.alpaca(), "word ".repeat(150))).isNull();
    }

    @Test
    void limitsLengths() {
        LengthRule rule = Rules.length().instruction(3, 5).response(2, 4);

        assertThat(ofInstruction(rule, "Too short")).isEqualTo("instruction-too-short");
        assertThat(ofInstruction(rule, "One two three four five")).isNull();
        assertThat(ofInstruction(rule, "One two three four five six")).isEqualTo("instruction-too-long");
        assertThat(ofInstruction(rule, "写一首小诗歌")).isNull();
        assertThat(reason(rule, TestRecords.pair("One two three", "", "No"))).isEqualTo("response-too-short");
        assertThat(reason(rule, TestRecords.pair("One two", "three", "a b c d e")))
                .isEqualTo("response-too-long");
        assertThat(ofInstruction(Rules.length(), " \n")).isEqualTo("empty-instruction");
        assertThatThrownBy(() -> Rules.length().response(4, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Itâ€™s a lovely day and weâ€™re out",
                "CafÃ© au lait, s'il vous plaÃ®t",
                "broken \uFFFD character",
                "null \u0000 byte",
                "half \uD83D of an emoji",
                "ä½ å¥½ï¼Œä¸–ç•Œ",
                "锟斤拷锟斤拷"
            })
    void findsDamagedEncodings(String text) {
        assertThat(ofInstruction(Rules.encoding(), text)).isEqualTo("encoding-damage");
        assertThat(ofResponse(Rules.encoding(), text)).isEqualTo("encoding-damage");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It’s a lovely day 😀 and we’re out",
                "Café au lait, s'il vous plaît — Ängström, São Paulo, “naïve”",
                "你好，世界！ Привет, мир\tنعم\n",
                "Price: £5 ± 2, 30 °C, § 4"
            })
    void leavesSoundEncodings(String text) {
        assertThat(ofInstruction(Rules.encoding(), text)).isNull();
    }

    @Test
    void findsRepetition() {
        assertThat(ofResponse(Rules.repetition(), "The rain falls. ".repeat(30)))
                .isEqualTo("repetition");
        assertThat(ofResponse(Rules.repetition(), ("Rain is good for plants here.\n" + "And so it is.\n").repeat(10)))
                .isEqualTo("repetition");
        assertThat(ofResponse(
                        Rules.repetition(),
                        "1. Rain waters plants.\n2. Rain fills rivers.\n3. Rain cools the air.\n4. Rain makes mud."))
                .isNull();
    }

    @Test
    void findsResponsesThatAreNone() {
        assertThat(ofResponse(Rules.response(), "  ")).isEqualTo("empty-response");
        assertThat(ofResponse(Rules.response(), "Here are a few lines about rain:"))
                .isEqualTo("ends-with-colon");
        assertThat(ofResponse(Rules.response(), "Write a few lines about rain")).isEqualTo("echo");
        assertThat(ofResponse(Rules.response(), "Rain falls softly.")).isNull();
        assertThat(ofInstruction(Rules.response(), "Rain")).isNull();
        assertThat(ofResponse(Rules.responseRatio(0.5, 2), "Rain")).isEqualTo("response-ratio");
        assertThat(ofResponse(Rules.responseRatio(0.5, 2), "It rains on me today."))
                .isNull();
        assertThat(ofResponse(Rules.refusal(), "I'm sorry, but I can't help with that."))
                .isEqualTo("refusal");
        assertThatThrownBy(() -> Rules.responseRatio(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsLanguages() {
        assertThat(ofInstruction(Rules.languages("en"), "请写一首关于春天的诗。")).isEqualTo("language");
        assertThat(ofInstruction(Rules.languages("en", "zh"), "请写一首关于春天的诗。")).isNull();
        assertThat(ofInstruction(Rules.languages("en"), "x = 1")).isNull();
        assertThat(ofInstruction(Rules.languages(text -> "tlh", Set.of("en")), "nuqneH"))
                .isEqualTo("language");
        assertThat(ofResponse(Rules.sameLanguage(), "春天来了，雨下得很大，花都开了。")).isEqualTo("language-drift");
        assertThat(ofResponse(Rules.sameLanguage(), "The rain has come and the flowers are out."))
                .isNull();
    }

    @Test
    void blocksWordsAndPatterns() {
        Filter words = Rules.withoutWords(List.of("foo", "bad phrase", "禁词"));

        assertThat(ofInstruction(words, "Is FOO here?")).isEqualTo("blocked-words");
        assertThat(ofInstruction(words, "Is food here?")).isNull();
        assertThat(ofInstruction(words, "这里有禁词吗")).isEqualTo("blocked-words");
        assertThat(ofResponse(words, "A bad phrase.")).isEqualTo("blocked-words");
        assertThat(ofInstruction(Rules.withoutPattern(Pattern.compile("\\d{4}")), "In 1984"))
                .isEqualTo("blocked-pattern");
    }

    @Test
    void findsRulesByName() {
        assertThat(Rules.names())
                .allSatisfy(name -> assertThat(Rules.named(name).name()).isEqualTo(name));
        assertThatThrownBy(() -> Rules.named("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none")
                .hasMessageContaining("repetition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"self_instruct", "oasst_zh"})
    void leavesWhatPeopleWrote(String set) {
        List<Instruction> records = TestRecords.human(set);
        long kept = Filters.kept(records.stream(), Rules.standard().toArray(Filter[]::new))
                .count();
        assertThat(1 - kept / (double) records.size()).isLessThan(0.03);
    }
}
