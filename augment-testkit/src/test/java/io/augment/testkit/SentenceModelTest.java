package io.augment.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the model says is tested where model files are run. */
class SentenceModelTest {
    @Test
    void writesTheSameFileAgain(@TempDir Path folder) throws IOException {
        List<String> sentences = List.of("Name a river.", "Name a hill in Österreich.");
        Path file = SentenceModel.of(sentences).write(folder.resolve("a.gguf"));
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .startsWith("GGUF\u0003\0\0\0")
                .contains("tokenizer.chat_template", "blk.0.ffn_down.weight");
        assertThat(SentenceModel.of(sentences).write(folder.resolve("b.gguf"))).hasSameBinaryContentAs(file);
    }

    @Test
    void wantsWordsAndAPlaceToWriteTo(@TempDir Path folder) {
        assertThatThrownBy(() -> SentenceModel.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SentenceModel.of(List.of("a", " "))).isInstanceOf(IllegalArgumentException.class);
        SentenceModel model = SentenceModel.of(List.of("a"));
        assertThatThrownBy(() -> model.write(folder.resolve("none/a.gguf"))).isInstanceOf(UncheckedIOException.class);
    }
}
