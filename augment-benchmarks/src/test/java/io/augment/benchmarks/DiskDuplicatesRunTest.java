package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One fiftieth of the full size, in heaps that are smaller by as much as a Java process allows. */
@Tag("slow")
class DiskDuplicatesRunTest {
    @TempDir
    private Path temp;

    @Test
    void runsBothSizesInSmallHeaps() throws Exception {
        DiskDuplicatesRun.Result result = DiskDuplicatesRun.run(Arguments.of(
                "--records",
                "20000",
                "--factor",
                "10",
                "--heap",
                "32m",
                "--large-heap",
                "40m",
                "--dir",
                temp.toString()));
        assertThat(result.small()).isPositive();
        assertThat(result.large()).isPositive();
    }
}
