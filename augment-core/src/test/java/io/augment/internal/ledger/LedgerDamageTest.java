package io.augment.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.chat.ChatResponse;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerDamageTest {
    private static final Charge MOST = new Charge(100, 50, new BigDecimal("0.5"));
    private static final Charge PAID = new Charge(10, 5, new BigDecimal("0.05"));
    private static final LedgerTotals.Place PLACE = new LedgerTotals.Place("generate", "acme/teacher");

    @TempDir
    private Path temp;

    private static Ledger.Attempt hold(Ledger ledger, long number) {
        return ledger.hold(LedgerModel.key(number), PLACE.stage(), PLACE.model(), MOST, true);
    }

    private static void reply(Ledger ledger, long number) {
        ledger.reply(hold(ledger, number), ChatResponse.of("Reply " + number + "\n漢"), PAID);
    }

    private static boolean has(Ledger ledger, long number) {
        LedgerEntry entry = ledger.find(LedgerModel.key(number));
        if (entry instanceof LedgerEntry.Reply reply) {
            assertThat(reply.response().text()).isEqualTo("Reply " + number + "\n漢");
            assertThat(reply.charge()).isEqualTo(PAID);
        }
        return entry != null;
    }

    private static Path segment(Path ledger, int number) {
        return ledger.resolve(String.format("segment-%06d.jsonl", number));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void survivesATearAtEveryByte(boolean laidOut) throws IOException {
        Path directory = temp.resolve("ledger");
        try (Ledger ledger = Ledger.open(directory)) {
            for (int i = 0; i < 3; i++) {
                reply(ledger, i);
            }
            hold(ledger, 6);
        }
        byte[] whole = Files.readAllBytes(segment(directory, 1));
        for (int length = 0; length <= whole.length; length++) {
            Path torn = temp.resolve("torn" + length);
            Files.createDirectories(torn);
            byte[] left = Arrays.copyOf(whole, length + (laidOut ? 99 : 0));
            Arrays.fill(left, length, left.length, (byte) '\n');
            Files.write(segment(torn, 1), left);
            List<String> lines = completeLines(left);
            lines.retainAll(completeLines(whole));
            long holds = lines.stream()
                    .filter(line -> line.contains("\"t\":\"hold\""))
                    .count();
            long replies = lines.stream()
                    .filter(line -> line.contains("\"t\":\"reply\""))
                    .count();
            boolean clean = length == 0
                    || left[length - 1] == '\n'
                    || laidOut && length < whole.length && whole[length] == '\n';
            try (Ledger ledger = Ledger.open(torn)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(has(ledger, i))
                            .as("reply %d at length %d", i, length)
                            .isEqualTo(i < replies);
                }
                assertThat(ledger.problems()).hasSize(clean ? 0 : 1);
                assertThat(ledger.problems()).allMatch(problem -> problem.contains("torn last line at byte"));
                LedgerTotals.Sum sum = ledger.totals().get(PLACE);
                if (holds > 0) {
                    assertThat(sum.requests()).isEqualTo(holds);
                    assertThat(sum.promptTokens()).isEqualTo(replies * 10 + (holds - replies) * 100);
                }
                if (length % 10 == 0) {
                    reply(ledger, 77);
                }
            }
            if (length % 10 == 0) {
                try (Ledger ledger = Ledger.open(torn)) {
                    assertThat(has(ledger, 77)).isTrue();
                    assertThat(ledger.size()).isEqualTo((int) replies + 1);
                }
                assertThat(Files.readString(segment(torn, 1), StandardCharsets.ISO_8859_1))
                        .startsWith(new String(whole, 0, length, StandardCharsets.ISO_8859_1))
                        .hasSizeBetween(length, length + 1);
            }
        }
    }

    private static List<String> completeLines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end));
            start = end + 1;
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void losesToAFlippedByteOnlyTheLinesThatItTouches(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path directory = temp.resolve("ledger");
        int count = 15;
        for (int session = 0; session < 3; session++) {
            try (Ledger ledger = Ledger.open(directory, LedgerModel.SMALL_SEGMENT)) {
                for (int i = 0; i < count; i++) {
                    reply(ledger, session * count + i);
                }
                hold(ledger, 1000 + session);
            }
        }
        for (int round = 0; round < 25; round++) {
            Path damaged = temp.resolve("damaged" + round);
            LedgerRandomTest.copy(directory, damaged);
            List<Path> files;
            try (var list = Files.list(damaged)) {
                files = list.sorted().toList();
            }
            Path victim = files.get(random.nextInt(files.size()));
            byte[] bytes = Files.readAllBytes(victim);
            int at = random.nextInt(bytes.length);
            int flip = 1 + random.nextInt(255);
            List<String> touched = touched(bytes, at);
            bytes[at] = (byte) (bytes[at] ^ flip);
            Files.write(victim, bytes);
            try (Ledger ledger = Ledger.open(damaged, LedgerModel.SMALL_SEGMENT)) {
                for (int i = 0; i < 3 * count; i++) {
                    String key = LedgerModel.key(i).hex();
                    boolean hit =
                            touched.stream().anyMatch(line -> line.contains("\"t\":\"reply\"") && line.contains(key));
                    assertThat(has(ledger, i))
                            .as("reply %d, byte %d of %s", i, at, victim)
                            .isEqualTo(!hit);
                }
                assertThat(ledger.problems()).isNotEmpty().allMatch(problem -> problem.contains("passed over"));
                long paid = ledger.totals().values().stream()
                        .mapToLong(LedgerTotals.Sum::promptTokens)
                        .sum();
                assertThat(paid).isGreaterThanOrEqualTo(3L * count * 10 + 2 * 100);
                reply(ledger, 5000);
            }
            try (Ledger ledger = Ledger.open(damaged, LedgerModel.SMALL_SEGMENT)) {
                assertThat(has(ledger, 5000)).isTrue();
            }
        }
    }

    /** Returns the line with the byte; with the next one when the byte is its line feed. */
    private static List<String> touched(byte[] bytes, int at) {
        List<String> touched = new ArrayList<>();
        int start = 0;
        for (String line : completeLines(bytes)) {
            int end = start + line.length();
            if (start <= at && at <= end || at == start - 1) {
                touched.add(line);
            }
            start = end + 1;
        }
        return touched;
    }

    @Test
    void readsWhatAKillLeftWithoutANote() throws IOException {
        Path directory = temp.resolve("ledger");
        Path killed = temp.resolve("killed");
        try (Ledger ledger = Ledger.open(directory)) {
            for (int i = 0; i < 3; i++) {
                reply(ledger, i);
            }
            LedgerRandomTest.copy(directory, killed);
        }
        assertThat(Files.readString(segment(killed, 1))).endsWith("\n\n");

        try (Ledger ledger = Ledger.open(killed)) {
            assertThat(ledger.problems()).isEmpty();
            assertThat(ledger.size()).isEqualTo(3);
            assertThat(Files.size(segment(killed, 1)))
                    .as("someone else may be writing as long as nothing is written here")
                    .isGreaterThan(Files.size(segment(directory, 1)));
            reply(ledger, 3);
        }
        assertThat(segment(killed, 1)).hasSameBinaryContentAs(segment(directory, 1));
        try (Ledger ledger = Ledger.open(killed)) {
            assertThat(ledger.problems()).isEmpty();
            assertThat(has(ledger, 2)).isTrue();
            assertThat(has(ledger, 3)).isTrue();
        }
    }

    @Test
    void reportsAReplyThatWasDamagedWhileTheLedgerWasOpen() throws IOException {
        Path directory = temp.resolve("ledger");
        try (Ledger ledger = Ledger.open(directory)) {
            reply(ledger, 1);
        }
        try (Ledger ledger = Ledger.open(directory);
                RandomAccessFile file =
                        new RandomAccessFile(segment(directory, 1).toFile(), "rw")) {
            file.seek(file.length() - 40);
            file.write('~');
            assertThat(has(ledger, 1)).isFalse();
        }
    }

    @Test
    void refusesTheFormatOfAnotherVersion() throws IOException {
        Path directory = temp.resolve("ledger");
        Files.createDirectories(directory);
        Files.write(segment(directory, 1), LedgerLine.seal(json -> {
            json.name("t").text("head");
            json.name("v").number(99);
        }));
        assertThatThrownBy(() -> Ledger.open(directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("format version 99")
                .hasMessageContaining("reads version 1")
                .hasMessageContaining("another run directory");
    }

    @Test
    void reportsWhatIsNoLedger() throws IOException {
        Path directory = temp.resolve("ledger");
        Files.createDirectories(directory);
        Files.writeString(segment(directory, 1), "{\"instruction\":\"not a ledger\"}\n[]\n\nnull");
        Files.writeString(directory.resolve("segment-abc.jsonl"), "not a segment");
        Files.writeString(directory.resolve("notes.txt"), "not a segment");
        try (Ledger ledger = Ledger.open(directory)) {
            assertThat(ledger.problems()).hasSize(3);
            assertThat(ledger.size()).isZero();
        }
    }

    @Test
    void takesNothingAfterItWasClosed() {
        Path directory = temp.resolve("ledger");
        Ledger ledger = Ledger.open(directory);
        Ledger.Attempt attempt = hold(ledger, 1);
        ledger.close();
        assertThatThrownBy(() -> ledger.reply(attempt, ChatResponse.of("late"), PAID))
                .hasMessageContaining("closed");
        assertThat(directory).isDirectoryContaining("glob:**segment-000001.jsonl");
        assertThat(segment(directory, 2)).doesNotExist();
    }
}
