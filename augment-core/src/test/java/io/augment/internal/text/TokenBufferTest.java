package io.augment.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBufferTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello, World!            | hello world
            HELLO   WORLD            | hello world
            ＨＥＬＬＯ　ｗｏｒｌｄ！          | hello world
            “Hello” — world…         | hello world
            hel​lo wor­ld              | hello world
            cafe\u0301 TIME          | café time
            STRASSE ΟΔΟΣ             | straße οδος
            你好，世界。                  | 你 好 世 界
            ｶﾞｯﾂ                      | ガ ッ ツ
            ١٢٣ ４５                  | 123 45
            don't                    | don t
            x² ﬁn                    | x2 fin
            \uD835\uDC00\uD835\uDC01 | ab
            𠀀𠀁                      | 𠀀 𠀁
            good 😀 day              | good day
            ภาษา                     | ภ า ษ า
            한국어 Text                | 한국어 text
            """)
    void foldsWaysOfWriting(String one, String other) {
        assertThat(words(decode(one))).isNotEmpty().isEqualTo(words(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 * 4      | 3 - 4
            3*4        | 3/4
            a + b      | a b
            C          | C#
            C++        | C
            5%         | 5
            $5         | €5
            x^2        | x 2
            what is 😀 | what is 😢
            a * b      | a / b
            """)
    void keepsSymbolsThatCount(String one, String other) {
        assertThat(all(one)).isNotEqualTo(all(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            well-known        | well known
            **bold** text     | bold text
            - 5 apples        | 5 apples
            # Title           | Title
            and/or            | and or
            Wait - what?      | wait, what!
            3 ＋ 4            | 3 + 4
            3 − 4             | 3 - 4
            (yes)             | 'yes'
            covid-19          | Covid 19
            """)
    void dropsPunctuation(String one, String other) {
        assertThat(all(one)).isEqualTo(all(other));
    }

    @Test
    void agreesWithTheReferenceOnAscii() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(80);
            for (int i = 0; i < length; i++) {
                text.append((char) (32 + random.nextInt(95)));
            }
            List<Long> expected = new ArrayList<>();
            for (String word : text.toString().toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
                if (!word.isEmpty()) {
                    expected.addAll(words(word));
                }
            }
            assertThat(words(text.toString())).isEqualTo(expected);
        }
    }

    @Test
    void readsTheSameOnBothWays() {
        Random random = new Random(2);
        int[] starts = {0x20, 0xA0, 0x370, 0x400, 0x600, 0xE00, 0x1100, 0x1E00, 0x2000, 0x3040, 0x4E00, 0xAC00, 0xFF00};
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                text.append((char) (starts[random.nextInt(starts.length)] + random.nextInt(0x80)));
            }
            assertThat(words(text.toString())).as("%s", text).isEqualTo(words(TokenBuffer.fold(text.toString())));
        }
    }

    @Test
    void knowsWhereTokensStand() {
        TokenBuffer buffer = TokenBuffer.ofWords();
        String text = "Say: “e\u0301tude” 你好, ok";
        buffer.add(text);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < buffer.size(); i++) {
            found.add(text.substring(buffer.start(i), buffer.end(i)));
        }
        assertThat(found).containsExactly("Say", "e\u0301tude", "你", "好", "ok");
    }

    @Test
    void growsAndIsUsedAgain() {
        TokenBuffer buffer = TokenBuffer.ofWords();
        buffer.add("one two ".repeat(5_000));
        assertThat(buffer.size()).isEqualTo(10_000);
        assertThat(buffer.get(0)).isEqualTo(buffer.get(9_998)).isNotEqualTo(buffer.get(1));
        buffer.clear();
        buffer.add("two");
        assertThat(buffer.size()).isEqualTo(1);
    }

    private static String decode(String text) {
        return text.replace("\\u0301", "\u0301").replace("\\uD835\\uDC00\\uD835\\uDC01", "\uD835\uDC00\uD835\uDC01");
    }

    private static List<Long> words(String text) {
        return hashes(TokenBuffer.ofWords(), text);
    }

    private static List<Long> all(String text) {
        return hashes(TokenBuffer.ofWordsAndSymbols(), text);
    }

    private static List<Long> hashes(TokenBuffer buffer, String text) {
        buffer.add(text);
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < buffer.size(); i++) {
            hashes.add(buffer.get(i));
        }
        return hashes;
    }
}
