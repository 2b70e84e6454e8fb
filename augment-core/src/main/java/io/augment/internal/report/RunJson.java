package io.augment.internal.report;

import io.augment.AugmentException;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what was put into a run's directory beside the run's own files. */
final class RunJson {
    private RunJson() {}

    /**
     * Reads a file that holds one JSON object, or returns null where there is none.
     *
     * @param what what the file holds, for messages
     * @throws AugmentException if the file cannot be read, or holds anything else
     */
    static Json.@Nullable Obj read(RunDirectory directory, String name, String what) {
        Path file = directory.path().resolve(name);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (new JsonReader().read(bytes, 0, bytes.length) instanceof Json.Obj object) {
                return object;
            }
            throw new AugmentException("The " + what + " " + file + " is no JSON object; remove it or make it again");
        } catch (IOException e) {
            throw new AugmentException("The " + what + " " + file + " cannot be read: " + e.getMessage(), e);
        } catch (JsonProblem e) {
            throw new AugmentException(
                    "The " + what + " " + file + " is damaged (" + e.getMessage() + "); remove it or make it again", e);
        }
    }
}
