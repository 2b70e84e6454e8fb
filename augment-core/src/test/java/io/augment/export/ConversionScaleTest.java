package io.augment.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.source.Source;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Converts two gigabytes in a Java machine of its own with a heap of 64 MB. */
@Tag("slow")
class ConversionScaleTest {
    private static final long BYTES = 2_000_000_000L;

    @TempDir
    Path directory;

    /** Runs in the small machine: source, target, format. */
    public static void main(String[] args) {
        Conversion.Result result = Conversion.of(Source.files(Path.of(args[0])))
                .to(Path.of(args[1]), ExportFormats.named(args[2]))
                .run();
        System.out.println(result.read() + " " + result.written());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines", "array"})
    void needsNoMoreThan64Megabytes(String kind) throws IOException, InterruptedException {
        Path in = directory.resolve("in");
        long rows = write(in, kind.equals("array"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConversionScaleTest.class.getName(),
                        in.toString(),
                        directory.resolve("out").toString(),
                        kind.equals("array") ? "alpaca" : "openai"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.strip()).endsWith(rows + " " + rows);
    }

    private static long write(Path file, boolean array) throws IOException {
        byte[] row =
                ("{\"id\": \"%d\", \"instruction\": \"Explain, in two sentences, why the sky is blue: 为什么？\", \"input\": \"\","
                                + " \"output\": \"" + "Light scatters.\\n".repeat(30) + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
        long rows = BYTES / row.length;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (long i = 0; i < rows; i++) {
                out.write(array ? (i == 0 ? "[\n" : ",\n").getBytes(StandardCharsets.US_ASCII) : new byte[0]);
                out.write(row);
                out.write(array ? new byte[0] : new byte[] {'\n'});
            }
            out.write(array ? "\n]\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
        }
        return rows;
    }
}
