package io.augment.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.export.Conversion;
import io.augment.export.ExportFormats;
import io.augment.source.Source;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures the conversion of Alpaca rows to messages, reading back and checking included, against the loop that one writes
 * with Jackson: a line, {@code readTree}, a tree of messages, and out. Also what a malformed line costs, against a good one of
 * the same length.
 *
 * <p>Options: {@code --megabytes}, {@code --rounds}, {@code --dir}.
 */
public final class ConversionRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path dir;
    private final long bytes;

    private ConversionRun(Path dir, long bytes) {
        this.dir = dir;
        this.bytes = bytes;
    }

    /**
     * What came of it, the median of all rounds.
     *
     * @param overReadTree CPU of the loop over CPU of the conversion: how many times as fast the conversion is
     * @param overCheckedReadTree the same, when the loop reads its rows back and checks them too
     * @param badOverGood CPU of a malformed line, written to the rejects file, over CPU of a good one
     */
    record Result(double overReadTree, double overCheckedReadTree, double badOverGood) {}

    /** Runs the program. */
    public static void main(String[] options) throws Exception {
        System.out.println(run(Arguments.of(options)));
    }

    static Result run(Arguments arguments) throws IOException {
        Path dir = KillRun.directory(arguments, "conversion");
        return new ConversionRun(dir, arguments.number("megabytes", 400) * 1_000_000L)
                .run(arguments.number("rounds", 5));
    }

    private Result run(int rounds) throws IOException {
        Path good = dir.resolve("good.jsonl");
        Path bad = dir.resolve("bad.jsonl");
        long rows = write(good, false);
        write(bad, true);
        double[] speedups = new double[rounds];
        double[] likeForLike = new double[rounds];
        double[] costs = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            Stopwatch looping = Stopwatch.start();
            if (loop(good, dir.resolve("loop.jsonl")) != rows) {
                throw new IllegalStateException("The loop lost rows");
            }
            double loop = looping.cpuSeconds();
            if (readBack(dir.resolve("loop.jsonl")) != rows) {
                throw new IllegalStateException("The loop wrote rows that are wrong");
            }
            double checked = looping.cpuSeconds();
            double conversion = convert(good, rows, 0);
            double malformed = convert(bad, 0, rows);
            System.out.printf(
                    Locale.ROOT,
                    "MB for each CPU second: %.0f readTree loop, %.0f with reading back, %.0f conversion, %.0f conversion of malformed lines%s%n",
                    bytes / loop / 1e6,
                    bytes / checked / 1e6,
                    bytes / conversion / 1e6,
                    bytes / malformed / 1e6,
                    round < 0 ? " (warm-up)" : "");
            if (round >= 0) {
                speedups[round] = loop / conversion;
                likeForLike[round] = checked / conversion;
                costs[round] = malformed / conversion;
            }
        }
        return new Result(median(speedups), median(likeForLike), median(costs));
    }

    private double convert(Path in, long written, long rejected) {
        Stopwatch watch = Stopwatch.start();
        Conversion.Result result = Conversion.of(Source.files(in))
                .to(dir.resolve("out.jsonl"), ExportFormats.openAi())
                .rejects(dir.resolve("rejects.jsonl"))
                .run();
        if (result.written() != written || result.rejected() != rejected) {
            throw new IllegalStateException("The conversion lost rows: " + result);
        }
        return watch.cpuSeconds();
    }

    /** Writes rows as they are usual; malformed ones have a quote too many near their end. */
    private long write(Path file, boolean malformed) throws IOException {
        long rows = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (long written = 0; written < bytes; rows++) {
                ObjectNode row = JSON.createObjectNode();
                row.put("instruction", Words.of("instruction " + rows, 12) + (rows % 4 == 0 ? " 为什么？" : "?"));
                row.put("input", rows % 3 == 0 ? Words.of("input " + rows, 20) : "");
                row.put("output", Words.of("output " + rows, 60) + "\n\n\"" + Words.of("quoted " + rows, 20) + "\"");
                String line = JSON.writeValueAsString(row);
                String text = malformed ? line.substring(0, line.length() - 2) + "\"\"" : line;
                byte[] encoded = (text + "\n").getBytes(StandardCharsets.UTF_8);
                out.write(encoded);
                written += encoded.length;
            }
        }
        return rows;
    }

    private static long loop(Path in, Path out) throws IOException {
        long rows = 0;
        try (BufferedReader lines = Files.newBufferedReader(in);
                OutputStream target = new BufferedOutputStream(Files.newOutputStream(out), 1 << 16);
                JsonGenerator json = JSON.createGenerator(target)) {
            json.setRootValueSeparator(null);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = JSON.readTree(line);
                String input = row.path("input").asText();
                ObjectNode converted = JSON.createObjectNode();
                ArrayNode messages = converted.putArray("messages");
                messages.addObject()
                        .put("role", "user")
                        .put("content", row.path("instruction").asText() + (input.isEmpty() ? "" : "\n\n" + input));
                messages.addObject()
                        .put("role", "assistant")
                        .put("content", row.path("output").asText());
                json.writeTree(converted);
                json.writeRaw('\n');
                rows++;
            }
        }
        return rows;
    }

    /** Checks what the loop wrote as the conversion does: the keys, the roles in turns, no empty text. */
    private static long readBack(Path file) throws IOException {
        long rows = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = JSON.readTree(line);
                JsonNode messages = row.path("messages");
                boolean right = row.size() == 1 && messages.size() == 2;
                for (int i = 0; i < messages.size(); i++) {
                    right &= messages.path(i).path("role").asText().equals(i == 0 ? "user" : "assistant")
                            && !messages.path(i).path("content").asText().isBlank();
                }
                rows += right ? 1 : 0;
            }
        }
        return rows;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
