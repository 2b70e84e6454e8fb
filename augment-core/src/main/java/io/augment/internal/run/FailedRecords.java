package io.augment.internal.run;

import io.augment.internal.format.Json;
import io.augment.internal.format.JsonReader;
import io.augment.internal.ledger.Ledger;
import io.augment.run.RunDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;

/** Prepares a ledger for another try of the records that failed. */
final class FailedRecords {
    /** Failures of replies that were complete and paid, but of no use: only a new reply can mend them. */
    private static final Set<String> UNUSABLE_REPLY = Set.of("unreadable-reply", "truncated", "content-filtered");

    private FailedRecords() {}

    /** Notes in the ledger which records shall be asked for again from the start. */
    static void askAgain(RunDirectory directory, Ledger ledger) {
        if (!Files.exists(directory.failed())) {
            return;
        }
        JsonReader reader = new JsonReader();
        try (BufferedReader lines = Files.newBufferedReader(directory.failed(), StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                if (reader.read(bytes, 0, bytes.length) instanceof Json.Obj failed) {
                    askAgain(failed, ledger);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + directory.failed() + ": " + e.getMessage(), e);
        }
    }

    private static void askAgain(Json.Obj failed, Ledger ledger) {
        String stage = failed.text("stage");
        String reason = failed.text("reason");
        if (stage == null || reason == null || !UNUSABLE_REPLY.contains(reason)) {
            return;
        }
        if (failed.values().get("record") instanceof Json.Obj record) {
            String id = record.text("id");
            String attempt = "/" + stage;
            if (id != null) {
                boolean expansion = id.endsWith(attempt);
                ledger.again(stage, expansion ? id.substring(0, id.length() - attempt.length()) : id);
            }
        }
    }
}
