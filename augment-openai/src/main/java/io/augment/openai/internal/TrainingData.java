package io.augment.openai.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.train.TrainingEstimate;
import io.augment.train.TrainingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Counts what a training file holds. */
public final class TrainingData {
    private static final int ASCII_PER_TOKEN = 4;

    /** Tokens around a message: its role and its ends. */
    private static final int FRAME = 4;

    private static final int TARGET_EPOCHS = 3;
    private static final int FEW_ROWS = 100;
    private static final int MANY_ROWS = 25_000;
    private static final int MOST_EPOCHS = 25;

    private TrainingData() {}

    /**
     * Reads a file of JSON lines.
     *
     * @param epochs epochs that are asked for; null to guess the service's choice
     * @throws TrainingException if the file cannot be read or a line is no JSON object
     */
    public static TrainingEstimate estimate(Path file, @Nullable Integer epochs, @Nullable BigDecimal pricePerMillion) {
        long rows = 0;
        long tokens = 0;
        long bytes = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
                JsonNode row = Json.parse(utf8);
                if (row == null || !row.isObject()) {
                    throw new TrainingException(
                            file + ", line " + number + ": this is no JSON object. Export the data in the"
                                    + " format openai, or openai-preference for DPO.");
                }
                rows++;
                bytes += utf8.length;
                tokens += Math.min(utf8.length, tokens(row));
            }
        } catch (IOException e) {
            throw new TrainingException("The file to train on, " + file + ", cannot be read: " + e.getMessage(), e);
        }
        if (rows == 0) {
            throw new TrainingException("The file to train on, " + file + ", has no rows.");
        }
        return new TrainingEstimate(rows, tokens, bytes, epochs == null ? epochs(rows) : epochs, pricePerMillion);
    }

    /**
     * Returns the epochs that OpenAI chooses by itself, as its cookbook for preparing chat data reckons: three, more for few
     * rows, fewer for many (openai/openai-cookbook, {@code Chat_finetuning_data_prep.ipynb}).
     */
    static int epochs(long rows) {
        if (rows * TARGET_EPOCHS < FEW_ROWS) {
            return (int) Math.min(MOST_EPOCHS, FEW_ROWS / rows);
        }
        return rows * TARGET_EPOCHS > MANY_ROWS ? (int) Math.max(1, MANY_ROWS / rows) : TARGET_EPOCHS;
    }

    private static long tokens(JsonNode node) {
        if (node.isTextual()) {
            return tokens(node.textValue());
        }
        long sum = node.has("role") ? FRAME : 0;
        for (JsonNode child : node) {
            sum += child == node.path("role") ? 0 : tokens(child);
        }
        return sum;
    }

    private static long tokens(String text) {
        long others = text.codePoints().filter(c -> c >= 0x80).count();
        long ascii = text.codePoints().filter(c -> c < 0x80).count();
        return others + (ascii + ASCII_PER_TOKEN - 1) / ASCII_PER_TOKEN;
    }
}
