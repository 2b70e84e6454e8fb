package io.augment.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.augment.testkit.server.FakeOpenAiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs after the archives are built; also with the oldest releases of libraries that are supported, where Maven fetched them. */
class ConsumerIT {
    private static final Path OLDEST = Path.of("target", "oldest");

    @TempDir
    private Path temp;

    private final FakeOpenAiServer server = FakeOpenAiServer.start();
    private Path seeds;

    @BeforeEach
    void writeSeeds() throws IOException {
        Path all = Path.of("src", "main", "resources", "seeds", "quickstart.jsonl");
        seeds = Files.write(temp.resolve("seeds.jsonl"), Files.readAllLines(all).subList(0, 8));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private String[] args() {
        return new String[] {seeds.toString(), temp.resolve("out").toString(), server.baseUrl()};
    }

    private void assertWorked(UserProject.Ended ended) {
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("failed {}");
        assertThat(temp.resolve("out").resolve("alpaca.json")).isNotEmptyFile();
        assertThat(server.stats().requests()).isPositive();
    }

    private static List<Path> archives() throws Exception {
        List<Path> archives = UserProject.libraries();
        assumeTrue(archives.stream().allMatch(Files::isRegularFile), "skipped: the archives are not built yet");
        return archives;
    }

    @Test
    void compilesAndRunsOnTheClassPath() throws Exception {
        assertWorked(new UserProject(temp).runOnClassPath(archives(), args()));
    }

    @Test
    void compilesAndRunsOnTheModulePath() throws Exception {
        assertWorked(new UserProject(temp).runOnModulePath(archives(), args()));
    }

    @Test
    void runsWithTheOldestJacksonAndGuavaFirstOnTheClassPath() throws Exception {
        assumeTrue(Files.isDirectory(OLDEST), "skipped: the oldest supported releases are fetched with -Pslow");
        List<Path> libraries;
        try (Stream<Path> oldest = Files.list(OLDEST)) {
            libraries =
                    new ArrayList<>(oldest.map(Path::toAbsolutePath).sorted().toList());
        }
        assertThat(libraries)
                .extracting(path -> path.getFileName().toString())
                .hasSize(4)
                .contains("guava-14.0.1.jar");
        libraries.addAll(archives());
        assertWorked(new UserProject(temp).runOnClassPath(libraries, args()));
    }
}
