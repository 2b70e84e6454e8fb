package io.augment.local.internal.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.AugmentException;
import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import io.augment.local.SharedModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void readsBackWhatWasWritten(int version) throws IOException {
        Path path = sample().version(version).write(folder.resolve("a.gguf"));
        try (GgufFile file = GgufFile.open(path)) {
            GgufMetadata metadata = file.metadata();
            assertThat(file.version()).isEqualTo(version);
            assertThat(metadata.string("general.architecture")).isEqualTo("llama");
            assertThat(metadata.integer("whole")).isEqualTo(0xFFFF_FFFFL);
            assertThat(metadata.integer("long")).isEqualTo(-7);
            assertThat(metadata.number("float", 0)).isEqualTo(0.5);
            assertThat(metadata.number("long", 0)).isEqualTo(-7);
            assertThat(metadata.bool("truth", false)).isTrue();
            assertThat(metadata.integersOrNull("numbers")).containsExactly(1, -2, 3);
            assertThat(metadata.numbersOrNull("fractions")).containsExactly(0.25, -1);
            GgufStrings words = metadata.strings("words");
            assertThat(words.size()).isEqualTo(3);
            assertThat(List.of(words.get(0), words.get(1), words.get(2))).containsExactly("one", "", "trèfle 🍀");
            GgufTensor tensor = file.tensor("b");
            assertThat(tensor.shape()).isEqualTo("3 x 4");
            ByteBuffer rows = file.map(tensor, 1, 2);
            assertThat(rows.remaining()).isEqualTo(24);
            assertThat(rows.getFloat(0)).isEqualTo(3f);
            assertThat(file.tensors().keySet()).containsExactly("a", "b");
        }
    }

    @Test
    void keepsTheAlignment() {
        Path path = sample().alignment(128).write(folder.resolve("a.gguf"));
        try (GgufFile file = GgufFile.open(path)) {
            assertThat(file.tensor("b").position() % 128).isZero();
            assertThat(file.map(file.tensor("b"), 0, 1).getFloat(4)).isEqualTo(1f);
        }
    }

    @Test
    void saysWhatIsMissingOrOfAnotherKind() {
        Path path = sample().write(folder.resolve("a.gguf"));
        try (GgufFile file = GgufFile.open(path)) {
            assertThatThrownBy(() -> file.metadata().string("nothing"))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("a.gguf")
                    .hasMessageContaining("nothing is missing");
            assertThatThrownBy(() -> file.metadata().string("long")).hasMessageContaining("long should be a text");
            assertThatThrownBy(() -> file.tensor("c")).hasMessageContaining("tensor c is missing");
        }
        assertThatThrownBy(() -> GgufFile.open(folder.resolve("no.gguf"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> GgufFile.open(folder)).hasMessageContaining("directory");
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        byte[] sound = sample().bytes();
        Path path = folder.resolve("cut.gguf");
        for (int length = 0; length < sound.length; length++) {
            Files.write(path, java.util.Arrays.copyOf(sound, length));
            assertThatThrownBy(() -> GgufFile.open(path).close())
                    .as("cut at %d", length)
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("cut.gguf");
        }
    }

    @Test
    void flippedBytesEndInExceptionsOnly() throws IOException {
        flip(500);
    }

    @Test
    @Tag("slow")
    void flippedBytesEndInExceptionsOnlyAtLength() throws IOException {
        flip(10_000);
    }

    private void flip(int rounds) throws IOException {
        byte[] sound = sample().bytes();
        Random random = new Random(11);
        Path path = folder.resolve("flipped.gguf");
        for (int round = 0; round < rounds; round++) {
            byte[] bytes = sound.clone();
            int flips = 1 + random.nextInt(4);
            for (int i = 0; i < flips; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(path, bytes);
            try (GgufFile file = GgufFile.open(path)) {
                for (GgufTensor tensor : file.tensors().values()) {
                    assertThat(file.map(tensor, 0, tensor.rows()).remaining()).isEqualTo((int) tensor.bytes());
                }
            } catch (AugmentException e) {
                assertThat(e).hasMessageContaining("flipped.gguf");
            }
        }
    }

    @Test
    void refusesNumbersThatOverflow() {
        long huge = 1L << 40;
        assertProblem(
                new GgufWriter().tensor("t", GgufType.F32, new byte[4], huge, huge), Problem.IMPLAUSIBLE_DIMENSIONS);
        assertProblem(
                new GgufWriter().tensor("t", GgufType.F32, new byte[4], 1L << 62), Problem.IMPLAUSIBLE_DIMENSIONS);
        assertProblem(new GgufWriter().tensor("t", GgufType.F32, new byte[4], 0, 3), Problem.IMPLAUSIBLE_DIMENSIONS);
        assertProblem(new GgufWriter().tensor("t", GgufType.F32, new byte[4], -1), Problem.IMPLAUSIBLE_DIMENSIONS);
        assertProblem(new GgufWriter().tensor("t", GgufType.Q4_K, new byte[144], 255), Problem.IMPLAUSIBLE_DIMENSIONS);
        assertProblem(new GgufWriter().tensor("t", GgufType.F32, new byte[4], 2), Problem.TRUNCATED);
    }

    private void assertProblem(GgufWriter writer, Problem problem) {
        Path path = writer.write(folder.resolve("p.gguf"));
        assertThatThrownBy(() -> GgufFile.open(path).close())
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @Test
    void refusesTheBrokenFiles() throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(SharedModels.file("broken/expected.jsonl"))) {
            JsonNode row = json.readTree(line);
            Path path = SharedModels.file("broken").resolve(row.get("file").asText());
            String expected = row.get("error_class").asText();
            if (expected.equals("NONE") || expected.equals("UNSUPPORTED_ARCHITECTURE")) {
                GgufFile.open(path).close();
            } else {
                assertThatThrownBy(() -> GgufFile.open(path).close())
                        .as(path.toString())
                        .isInstanceOfSatisfying(
                                ModelFileException.class,
                                e -> assertThat(e.problem().name()).isEqualTo(expected));
            }
        }
    }

    @Test
    void readsALargeVocabulary() {
        try (GgufFile file = GgufFile.open(SharedModels.file("vocab/ggml-vocab-qwen2.gguf"))) {
            assertThat(file.metadata().strings("tokenizer.ggml.tokens").size()).isEqualTo(151_936);
            assertThat(file.tensors()).isEmpty();
        }
    }

    private static GgufWriter sample() {
        ByteBuffer half = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        half.putShort(0, (short) 0x3C00);
        return new GgufWriter()
                .put("general.architecture", "llama")
                .put("whole", -1)
                .put("long", -7L)
                .put("float", 0.5f)
                .put("truth", true)
                .put("words", List.of("one", "", "trèfle 🍀"))
                .put("numbers", new int[] {1, -2, 3})
                .put("fractions", new float[] {0.25f, -1})
                .tensor("a", GgufType.F16, half.array(), 2)
                .tensor("b", new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 3, 2, 2);
    }
}
