package io.augment.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentWriterTest {
    @TempDir
    private Path folder;

    @Test
    void doesWhatFollowsAFlushOnceTheLineIsInTheFileAndBeforeTheCallerGoesOn() throws Exception {
        Path file = folder.resolve("segment");
        Queue<String> events = new ConcurrentLinkedQueue<>();
        int callers = 8;
        try (SegmentWriter writer = new SegmentWriter(file, () -> 200_000)) {
            List<Thread> threads = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int mine = caller;
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < 50; i++) {
                        String line = mine + "-" + i + "\n";
                        long offset = writer.append(line.getBytes(StandardCharsets.UTF_8));
                        writer.awaitDurable(
                                offset + line.length(),
                                () -> events.add((isIn(file, line, offset) ? "then " : "too early ") + line));
                        events.add("caller " + line);
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        List<String> all = List.copyOf(events);
        for (int caller = 0; caller < callers; caller++) {
            for (int i = 0; i < 50; i++) {
                String line = caller + "-" + i + "\n";
                assertThat(all.indexOf("then " + line)).isNotNegative().isLessThan(all.indexOf("caller " + line));
            }
        }
        assertThat(all).hasSize(2 * callers * 50);
    }

    private static boolean isIn(Path file, String line, long offset) {
        try {
            return Files.readString(file).startsWith(line, (int) offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void hasBlankLinesAheadOfItUntilItIsClosed() throws IOException {
        Path file = folder.resolve("segment");
        byte[] line = ("x".repeat(40_000) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (SegmentWriter writer = new SegmentWriter(file, () -> 0)) {
            for (int i = 1; i <= 100; i++) {
                long offset = writer.append(line);
                writer.awaitDurable(offset + line.length, () -> {});
                String whole = Files.readString(file);
                assertThat(whole.length()).isGreaterThanOrEqualTo(i * line.length);
                assertThat(whole.substring(i * line.length)).matches("\\n*");
                assertThat(writer.size()).isEqualTo((long) i * line.length);
            }
            assertThat(Files.size(file)).isGreaterThan(100L * line.length);
        }

        assertThat(Files.readString(file)).isEqualTo(("x".repeat(40_000) + "\n").repeat(100));
    }

    @Test
    void doesItAtOnceForALineThatIsOnDiskAlready() throws IOException {
        try (SegmentWriter writer = new SegmentWriter(folder.resolve("segment"), () -> 0)) {
            writer.append(new byte[] {'a', '\n'});
            writer.awaitDurable(2, () -> {});
            List<String> events = new ArrayList<>();

            writer.awaitDurable(2, () -> events.add("then"));

            assertThat(events).containsExactly("then");
        }
    }

    @Test
    void goesOnWhenWhatFollowsFails() throws IOException {
        try (SegmentWriter writer = new SegmentWriter(folder.resolve("segment"), () -> 0)) {
            writer.append(new byte[] {'a', '\n'});
            writer.awaitDurable(2, () -> {
                throw new IllegalStateException("a fault");
            });
            writer.append(new byte[] {'b', '\n'});
            List<String> events = new ArrayList<>();

            writer.awaitDurable(4, () -> events.add("then"));

            assertThat(events).containsExactly("then");
        }
    }
}
