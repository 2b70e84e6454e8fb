package io.augment.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the shared test models. */
public final class SharedModels {
    private SharedModels() {}

    /** Returns a file of the shared models, or skips the test where they are absent. */
    public static Path file(String name) {
        Path models = Path.of("..", "..", "shared", "models");
        assumeTrue(Files.isDirectory(models), "skipped: the shared test models are not here");
        return models.resolve(name);
    }
}
