package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts what does not depend on the machine's load; the times are for the program at full size. */
@Tag("slow")
class ThroughputRunTest {
    @TempDir
    private Path temp;

    @Test
    void keepsAllSlotsBusyOnAsManyConnections() throws Exception {
        ThroughputRun.Result result = ThroughputRun.run(Arguments.of(
                "--calls",
                "3000",
                "--concurrency",
                "100",
                "--latency-ms",
                "100",
                "--rounds",
                "1",
                "--langchain4j",
                "true",
                "--dir",
                temp.toString()));
        assertThat(result.mostInFlight()).isEqualTo(100);
        assertThat(result.mostConnections("job")).isBetween(100L, 105L);
        assertThat(result.rounds()).extracting(ThroughputRun.Round::who).containsExactly("loop", "langchain4j", "job");
        assertThat(result.rounds()).allMatch(round -> round.efficiency() > 0);
    }
}
