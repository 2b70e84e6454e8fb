package io.augment.local.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.local.SharedModels;
import io.augment.local.internal.gguf.GgufFile;
import io.augment.local.internal.gguf.GgufType;
import io.augment.local.internal.gguf.GgufWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {
    @TempDir
    Path folder;

    static Stream<Kernels> kernels() {
        return Stream.of(KernelChoice.scalar(), KernelChoice.best());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void unpacksTheSharedBlocks(Kernels kernels) throws IOException {
        ObjectMapper json = new ObjectMapper();
        int blocks = 0;
        for (String line : Files.readAllLines(SharedModels.file("dequant.jsonl"))) {
            JsonNode row = json.readTree(line);
            String name = row.get("type").asText();
            if (Arrays.stream(GgufType.values()).noneMatch(type -> type.name().equals(name))) {
                continue;
            }
            JsonNode values = row.get("values");
            float[] unpacked = new float[values.size()];
            kernels.unpack(
                    GgufType.valueOf(name),
                    HexFormat.of().parseHex(row.get("hex").asText()),
                    0,
                    unpacked,
                    0,
                    unpacked.length);
            for (int i = 0; i < unpacked.length; i++) {
                double expected = values.get(i).isTextual()
                        ? Double.parseDouble(values.get(i).asText().replace("inf", "Infinity"))
                        : values.get(i).asDouble();
                if (Double.isInfinite(expected)) {
                    assertThat((double) unpacked[i]).isEqualTo(expected);
                } else {
                    assertThat((double) unpacked[i])
                            .as("%s, value %d", row.get("note"), i)
                            .isCloseTo(expected, within(1e-6 * Math.abs(expected) + 1e-12));
                }
            }
            blocks++;
        }
        assertThat(blocks).isGreaterThan(40);
    }

    @ParameterizedTest
    @EnumSource
    void vectorsGiveTheSameBitsAsPlainJava(GgufType type) {
        Kernels vector = KernelChoice.best();
        assumeTrue(!vector.name().equals("scalar"), "skipped: this JVM was started without the Vector API");
        Random random = new Random(type.id());
        byte[] packed = new byte[4 * 256 / type.blockValues() * type.blockBytes()];
        for (int round = 0; round < 200; round++) {
            random.nextBytes(packed);
            float[] expected = new float[1024];
            KernelChoice.scalar().unpack(type, packed, 0, expected, 0, 1024);
            float[] unpacked = new float[1024];
            vector.unpack(type, packed, 0, unpacked, 0, 1024);
            assertThat(unpacked).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void multipliesLikeDoublesWhateverTheBatchAndTheThreads(GgufType type) {
        Random random = new Random(type.id());
        int columns = type.blockValues() == 1 ? 77 : 768;
        int rows = 45;
        byte[] packed = RandomBlocks.of(type, columns * rows, 1, random);
        Path path = new GgufWriter().tensor("m", type, packed, columns, rows).write(folder.resolve("m.gguf"));
        float[] weights = new float[columns * rows];
        KernelChoice.scalar().unpack(type, packed, 0, weights, 0, weights.length);
        int stride = Kernels.padded(columns);
        int outStride = Kernels.padded(rows);
        int most = 7;
        float[] vectors = new float[stride * most];
        for (int i = 0; i < most; i++) {
            for (int j = 0; j < columns; j++) {
                vectors[i * stride + j] = (float) random.nextGaussian();
            }
        }
        try (GgufFile file = GgufFile.open(path)) {
            Matrix matrix = Matrix.of(file, file.tensor("m"));
            float[] reference = new float[outStride * most];
            try (Workers one = new Workers(1, KernelChoice.scalar(), "test")) {
                MatrixProduct.multiply(one, matrix, vectors, most, reference);
            }
            for (int i = 0; i < most; i++) {
                for (int row = 0; row < rows; row++) {
                    double sum = 0;
                    for (int j = 0; j < columns; j++) {
                        sum += (double) weights[row * columns + j] * vectors[i * stride + j];
                    }
                    assertThat((double) reference[i * outStride + row]).isCloseTo(sum, within(2e-4));
                }
            }
            for (int threads = 1; threads <= 3; threads++) {
                try (Workers workers = new Workers(threads, KernelChoice.best(), "test")) {
                    for (int count = 1; count <= most; count++) {
                        float[] results = new float[outStride * count];
                        MatrixProduct.multiply(workers, matrix, vectors, count, results);
                        assertThat(results).isEqualTo(Arrays.copyOf(reference, outStride * count));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void computesExponentials(Kernels kernels) {
        float[] values = new float[4099];
        float[] expected = new float[values.length];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = (random.nextFloat() - 0.5f) * 170;
            expected[i] = (float) Math.exp(values[i]);
        }
        values[0] = Float.NEGATIVE_INFINITY;
        expected[0] = 0;
        values[1] = -100;
        expected[1] = 0;
        values[2] = Float.NaN;
        expected[2] = Float.NaN;
        values[3] = 0;
        expected[3] = 1;
        float[] plain = values.clone();
        KernelChoice.scalar().exp(plain, 0, plain.length);
        kernels.exp(values, 0, values.length);
        assertThat(values).isEqualTo(plain);
        for (int i = 3; i < values.length; i++) {
            assertThat(values[i]).isCloseTo(expected[i], within(5e-7f * expected[i]));
        }
        assertThat(values[0]).isZero();
        assertThat(values[1]).isZero();
        assertThat(values[2]).isNaN();
    }

    @Test
    void anExceptionOfATaskReachesTheCaller() {
        try (Workers workers = new Workers(3, KernelChoice.scalar(), "test")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> workers.run(20, (index, scratch) -> {
                        if (index == 11) {
                            throw new IllegalStateException("eleven");
                        }
                    }))
                    .hasMessage("eleven");
            boolean[] done = new boolean[50];
            workers.run(50, (index, scratch) -> done[index] = true);
            assertThat(done).doesNotContain(false);
        }
    }
}
