package io.augment.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerRandomTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void knowsAfterEveryRestartWhatItWasTold(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        LedgerModel model = new LedgerModel(random);
        Path directory = temp.resolve("0");
        int sessions = 12;
        for (int session = 1; session <= sessions; session++) {
            boolean crash = random.nextBoolean();
            Path next = temp.resolve(String.valueOf(session));
            Ledger ledger = Ledger.open(directory, LedgerModel.SMALL_SEGMENT);
            try (ledger) {
                model.verify(ledger);
                for (int i = random.nextInt(60); i > 0; i--) {
                    model.step(ledger);
                }
                model.verify(ledger);
                if (crash) {
                    copy(directory, next);
                }
            }
            if (!crash) {
                copy(directory, next);
            }
            directory = next;
            model.restart();
            try (Ledger again = Ledger.open(directory, LedgerModel.SMALL_SEGMENT)) {
                model.verifyReopened(again);
            }
        }
        assertThat(segments(directory)).isGreaterThan(sessions);
    }

    private static long segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }
}
