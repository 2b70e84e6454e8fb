package io.augment.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanedSourceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "... | `` | x | empty-instruction",
                "<noinput> | `` | x | placeholder",
                "Name a river. | `` | TODO | placeholder",
                "Name a river. | `` | name a river | echo",
                "Name a river. | Name a river | The Rhine. | echo",
                "CafÃ© opening hours? | `` | 9 to 5 | broken-encoding",
                "What does \uFFFD mean? | `` | x | broken-encoding",
                "Half \ud83d emoji? | `` | x | broken-encoding",
                "Describe the attached image. | `` | A cat. | absent-attachment",
                "What is in the picture below? | `` | A cat. | absent-attachment",
                "如图所示，这是什么？ | `` | 一只猫。 | absent-attachment",
                "Summarize the attached document. | `` | It is long. | absent-attachment",
                "请总结附件中的报告。 | `` | 报告很长。 | absent-attachment",
                "Sort the list.~Input: 3 1 2~Output: 1 2 3 | `` | x | merged-instructions",
                "Look at the picture and describe it. | `` | A cat. | absent-attachment",
                "What does the graph show? | `` | Growth. | absent-attachment",
                "Identify the bird in the photo. | `` | A robin. | absent-attachment",
                "Describe this image. | cat.png | A cat. | absent-attachment",
                "根据附件内容写总结 | `` | 好的。 | absent-attachment",
                "Add one.~Instruction 2: Add two. | `` | x | merged-instructions",
                "Add one. Instruction: Add two. | `` | x | merged-instructions",
                "1. Write a poem.~2. Write a song. | `` | La. | merged-instructions",
                "Explain ï¿½ this. | `` | x | broken-encoding",
                "Cheer me up. | `` | You can do it! You can do it! You can do it! You can do it! You can do it! | loop",
            })
    void namesTheRule(String text, String input, String response, String rule) {
        ReadRows rows = read(seed(text.replace('~', '\n'), input, response));

        assertThat(rows.seeds()).isEmpty();
        assertThat(rows.reasons()).containsExactly(rule);
        assertThat(rows.malformed().get(0).raw()).startsWith("{\"id\"");
        assertThat(rows.malformed().get(0).detail()).contains(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Name three rivers of France.",
                "Write a caption for an image of a sunset.",
                "What is the difference between input and output?",
                "Instruction: translate to German.",
                "Explain how image compression works.",
                "写一首关于图书馆的诗。",
                "Draft an email that mentions an attached file.",
                "2+2=?",
                "Explain the role of light in the painting of Vermeer.",
                "Follow this instruction: write a haiku.",
                "Answer these: 1. Why?~2. How?",
                "How do I attach a file to an email?",
                "Write a file picker in Swing.",
            })
    void letsCleanSeedsPass(String text) {
        assertThat(read(seed(text.replace('~', '\n'), "", "That is easily done."))
                        .reasons())
                .isEmpty();
    }

    @Test
    void removesWordsThatStandForAnEmptyInput() {
        Instruction seed = seed("Name a river.", "<noinput>", "The Rhine.");

        assertThat(read(seed).seeds())
                .containsExactly(seed.toBuilder().input("").build());
    }

    @Test
    void turnsDownFewOfTheRealSeeds() {
        for (String name : List.of("self_instruct/seed_tasks.jsonl", "belle/zh_seed_tasks.json")) {
            Path file = ReadRows.shared(name);
            ReadRows rows = ReadRows.of(Source.files(file).cleaned());

            assertThat(rows.count()).isEqualTo(175);
            assertThat(rows.malformed()).as(String.valueOf(rows.malformed())).hasSizeLessThan(10);
        }
    }

    private static ReadRows read(Instruction seed) {
        return ReadRows.of(Source.of(List.of(seed)).cleaned());
    }

    private static Instruction seed(String text, String input, String response) {
        return Instruction.builder(text).input(input).response(response).build();
    }
}
