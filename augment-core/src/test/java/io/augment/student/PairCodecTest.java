package io.augment.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.InstructionPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairCodecTest {
    private static InstructionPair pair(String instruction, String response) {
        return InstructionPair.of(Instruction.of(instruction), response);
    }

    private static List<List<String>> texts(List<InstructionPair> pairs) {
        return pairs.stream()
                .map(pair -> List.of(pair.instruction().text(), pair.response()))
                .toList();
    }

    @Test
    void writesBlocks() {
        InstructionPair withInput = InstructionPair.of(
                Instruction.builder("Translate.").input("Guten Tag").build(), "Good day");

        assertThat(PairCodec.write(List.of(withInput, pair(" Say hello. ", "Hello.\n"))))
                .isEqualTo("### Instruction\nTranslate.\n\nGuten Tag\n### Response\nGood day\n"
                        + "### Instruction\nSay hello.\n### Response\nHello.");
    }

    @Test
    void keepsMarkersInsideTextsApart() {
        String text = "Explain this:\n### Response\nand \\### Response\n  ###  instruction :";

        String block = PairCodec.write(List.of(pair(text, "### Response")));

        assertThat(block)
                .isEqualTo(
                        "### Instruction\nExplain this:\n\\### Response\nand \\### Response\n  \\###  instruction :\n"
                                + "### Response\n\\### Response");
        assertThat(texts(PairCodec.read(block, false))).containsExactly(List.of(text, "### Response"));
    }

    @Test
    void readsBackWhatItWrote() {
        Random random = new Random(20261122);
        for (int round = 0; round < 3_000; round++) {
            List<InstructionPair> pairs = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                pairs.add(pair(StudentTexts.anyNotBlank(random), StudentTexts.anyNotBlank(random)));
            }

            String block = PairCodec.write(pairs);

            assertThat(texts(PairCodec.read(block, false)))
                    .as(block)
                    .isEqualTo(pairs.stream()
                            .map(pair -> List.of(
                                    pair.instruction().text().strip(),
                                    pair.response().strip()))
                            .toList());
            assertThat(PairCodec.read(block, true)).hasSize(pairs.size() - 1);
        }
    }

    @Test
    void readsWhatModelsWrite() {
        String reply = "Here are more:\n\n### Instruction:\n\nOne?\n\n### Response:\n\n1\n\n"
                + "###instruction\r\nTwo\nlines?\r\n### RESPONSE\r\n2\r\n\r\nand more\n";

        assertThat(texts(PairCodec.read(reply, false)))
                .containsExactly(List.of("One?", "1"), List.of("Two\nlines?", "2\r\n\r\nand more"));
    }

    @Test
    void dropsWhatIsNoWholePair() {
        assertThat(PairCodec.read("", false)).isEmpty();
        assertThat(PairCodec.read("A plain reply.", false)).isEmpty();
        assertThat(PairCodec.read("### Response\nan answer to nothing", false)).isEmpty();
        assertThat(PairCodec.read("### Instruction\nnever answered", false)).isEmpty();
        assertThat(PairCodec.read("### Instruction\n\n### Response\n\n", false)).isEmpty();
        assertThat(PairCodec.read("### Instruction\na\n### Response\nb\n### Response\nc", false))
                .isEmpty();
        assertThat(texts(PairCodec.read(
                        "### Instruction\nlost\n### Instruction\na\n### Response\nb\n### Instruction\nc", false)))
                .containsExactly(List.of("a", "b"));
    }

    @Test
    void dropsTheLastPairOfATruncatedReply() {
        String reply = "### Instruction\na\n### Response\nb\n### Instruction\nc\n### Response\nthe beginn";

        assertThat(texts(PairCodec.read(reply, true))).containsExactly(List.of("a", "b"));
        assertThat(PairCodec.read(reply, false)).hasSize(2);
    }

    @Test
    void neverFailsOnWhatAModelWrote() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            String reply = StudentTexts.any(random) + StudentTexts.any(random);
            assertThat(PairCodec.read(reply, random.nextBoolean()))
                    .as(reply)
                    .allMatch(pair -> !pair.instruction().text().isBlank()
                            && !pair.response().isBlank());
        }
    }

    @Test
    void refusesABlankText() {
        assertThatThrownBy(() -> PairCodec.write(List.of(pair("Say hello.", " \n"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blank");
    }
}
