package io.augment.local.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.chat.BadRequestException;
import io.augment.local.ModelFileException;
import io.augment.local.internal.gguf.GgufWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BpeTokenizerTest {
    private static final TinyVocabulary TINY = TinyVocabulary.of(120);

    @ParameterizedTest
    @ValueSource(strings = {"gpt-2", "llama-bpe", "qwen2"})
    void mergesAsThePlainDefinitionDoesAndDecodesToTheSameText(String pre) {
        BpeTokenizer tokenizer = TINY.tokenizer(pre);
        PlainBpe plain = new PlainBpe(TINY, pre);
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            String text = HostileText.of(random);
            int[] ids = tokenizer.encode(text);
            assertThat(tokenizer.decode(ids)).isEqualTo(text);
            if (!pre.equals("llama-bpe")) {
                assertThat(Arrays.stream(ids).boxed().toList()).as(text).isEqualTo(plain.encode(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-2", "llama-bpe", "qwen2"})
    void cutsAsTheExpressionDoes(String pre) {
        PreTokenizer preTokenizer = Objects.requireNonNull(PreTokenizer.named(pre));
        PlainBpe plain = new PlainBpe(TINY, pre);
        Random random = new Random(8);
        for (int i = 0; i < 3_000; i++) {
            String text = HostileText.of(random);
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int end = preTokenizer.end(text, at, text.length());
                pieces.add(text.substring(at, end));
                at = end;
            }
            assertThat(pieces).isEqualTo(plain.pieces(text));
        }
    }

    @Test
    void mergesLongPiecesInTheHeapAsItDoesShortOnesInALine() {
        BpeTokenizer tokenizer = TINY.tokenizer("qwen2");
        PlainBpe plain = new PlainBpe(TINY, "qwen2");
        Random random = new Random(9);
        String[] parts = {"the", "cat", "a", "t", "in", "tion", "es", "wor", "ds"};
        for (int i = 0; i < 100; i++) {
            StringBuilder word = new StringBuilder();
            while (word.length() < 41 + i) {
                word.append(parts[random.nextInt(parts.length)]);
            }
            assertThat(Arrays.stream(tokenizer.encode(word.toString())).boxed().toList())
                    .isEqualTo(plain.encode(word.toString()));
        }
        String run = "the".repeat(200_000);
        assertThat(tokenizer.decode(tokenizer.encode(run))).isEqualTo(run);
    }

    @Test
    void takesAWholePieceThatIsAnEntryWithLlama3() {
        TinyVocabulary tiny = TinyVocabulary.of(50);
        tiny.tokens.add("zebra");
        tiny.types.add(1);
        assertThat(tiny.tokenizer("llama-bpe").encode("zebra")).containsExactly(tiny.size() - 1);
        assertThat(tiny.tokenizer("qwen2").encode("zebra")).hasSizeGreaterThan(1);
    }

    @Test
    void readsControlTokensOnlyInAFrameAndUserDefinedOnesAlways() {
        BpeTokenizer tokenizer = TINY.tokenizer("qwen2");
        int pad = TINY.tokens.indexOf("[PAD0]");
        assertThat(tokenizer.encodeFrame("a<|im_end|>b")).hasSize(3).contains(2);
        int[] content = tokenizer.encode("a<|im_end|>b[PAD0]");
        assertThat(content).doesNotContain(2).endsWith(pad);
        assertThat(tokenizer.decode(content)).isEqualTo("a<|im_end|>b[PAD0]");
        assertThat(tokenizer.decode(tokenizer.encodeFrame("a<|im_end|>b"))).isEqualTo("ab");
    }

    @Test
    void takesTheLongerOfSpecialTokensThatOverlap() {
        TinyVocabulary tiny = TinyVocabulary.of(0);
        for (String name : List.of("[[", "[x]]", "]]")) {
            tiny.tokens.add(name);
            tiny.types.add(4);
        }
        int first = tiny.size() - 3;
        BpeTokenizer tokenizer = tiny.tokenizer("qwen2");
        assertThat(tokenizer.encode("[[x]]")).containsExactly(tiny.tokens.indexOf("["), first + 1);
        assertThat(tokenizer.encode("[[[[]]")).containsExactly(first, first, first + 2);
    }

    @Test
    void readsHalfASurrogatePairAsTheReplacementCharacter() {
        BpeTokenizer tokenizer = TINY.tokenizer("gpt-2");
        assertThat(tokenizer.decode(tokenizer.encode("a\ud83d b\ude00"))).isEqualTo("a\ufffd b\ufffd");
    }

    @Test
    void spellsWhatMergesMakeButTheVocabularyLacks() {
        TinyVocabulary tiny = TinyVocabulary.of(0);
        tiny.merges.add("x y");
        int[] ids = tiny.tokenizer("qwen2").encode("xy");
        assertThat(ids).containsExactly(tiny.tokens.indexOf("x"), tiny.tokens.indexOf("y"));
    }

    @Test
    void holdsBackACharacterUntilItsBytesAreThere() {
        BpeTokenizer tokenizer = TinyVocabulary.of(0).tokenizer("gpt-2");
        String text = "né 你 😀!";
        StringBuilder out = new StringBuilder();
        TextDecoder decoder = tokenizer.decoder();
        for (int id : tokenizer.encode(text)) {
            String more = decoder.append(tokenizer.bytes(id));
            assertThat(text.codePoints().boxed().toList())
                    .containsAll(more.codePoints().boxed().toList());
            out.append(more);
        }
        assertThat(out.append(decoder.end())).hasToString(text);
        assertThat(decoder.append(new byte[] {(byte) 0xF0, (byte) 0x9F})).isEmpty();
        assertThat(decoder.end()).isEqualTo("\ufffd");
        assertThat(decoder.append(new byte[] {(byte) 0x98, 'a'})).isEqualTo("\ufffda");
    }

    @Test
    void saysWhatItCannotRead() {
        assertThatThrownBy(() -> TINY.tokenizer("deepseek-llm"))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("'deepseek-llm'")
                .hasMessageContaining("qwen2");
        GgufWriter other = TINY.putInto(new GgufWriter(), "qwen2").put("tokenizer.ggml.model", "llama");
        assertThatThrownBy(() -> BpeTokenizer.of(TinyVocabulary.metadata(other)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("'llama'");
        GgufWriter torn = TINY.putInto(new GgufWriter(), "qwen2").put("tokenizer.ggml.merges", List.of("a b", "nogap"));
        assertThatThrownBy(() -> BpeTokenizer.of(TinyVocabulary.metadata(torn)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("Merge 1");
        GgufWriter end = TINY.putInto(new GgufWriter(), "qwen2").put("tokenizer.ggml.eos_token_id", 99_999);
        assertThatThrownBy(() -> BpeTokenizer.of(TinyVocabulary.metadata(end)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("99999");
        GgufWriter small = TINY.putInto(new GgufWriter(), "qwen2")
                .put("tokenizer.ggml.tokens", List.of("a", "b", "c"))
                .put("tokenizer.ggml.token_type", new int[] {1, 1, 1});
        BpeTokenizer tokenizer = BpeTokenizer.of(TinyVocabulary.metadata(small));
        assertThatThrownBy(() -> tokenizer.encode("abd"))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("0x64");
    }

    @Test
    void knowsTheTokensThatEndATurn() {
        Vocabulary vocabulary = TINY.tokenizer("qwen2").vocabulary();
        assertThat(vocabulary.ends()).containsExactly(2, 0);
        assertThat(vocabulary.isEnd(1)).isFalse();
        assertThat(vocabulary.special("<|im_start|>")).isEqualTo(1);
        assertThat(vocabulary.special("<|absent|>")).isEqualTo(-1);
        assertThat(vocabulary.isPlain(1)).isFalse();
        assertThat(vocabulary.isPlain(3)).isTrue();
    }
}
