package io.augment.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class MillionRunTest {
    @TempDir
    private Path temp;

    @Test
    void runsManyRecordsInASmallHeap() throws Exception {
        MillionRun.Result result =
                MillionRun.run(Arguments.of("--records", "20000", "--heap", "24m", "--dir", temp.toString()));
        assertThat(result.wall()).hasSize(10);
    }

    @Test
    void runsSeveralRepliesEach() throws Exception {
        MillionRun.Result result = MillionRun.run(
                Arguments.of("--records", "10000", "--replies", "3", "--heap", "32m", "--dir", temp.toString()));
        assertThat(result.wall()).hasSize(10);
    }

    @Test
    void runsManyRecordsThroughTheStagesThatNeedNoModel() throws Exception {
        MillionRun.Result result = MillionRun.run(
                Arguments.of("--records", "20000", "--replies", "0", "--heap", "96m", "--dir", temp.toString()));
        assertThat(result.wall()).hasSize(10);
    }
}
