package io.augment.export;

import io.augment.internal.export.BuiltInFormats;
import java.util.List;

/**
 * Lists the built-in formats. Their fields, and which fields of a record each carries, are described in
 * {@code docs/formats.md}.
 */
public final class ExportFormats {
    private ExportFormats() {}

    /** Returns {@code alpaca}: an array with Alpaca's columns, as LLaMA-Factory takes it. */
    public static ExportFormat alpaca() {
        return named("alpaca");
    }

    /** Returns {@code sharegpt}: an array of conversations, as LLaMA-Factory takes it. */
    public static ExportFormat shareGpt() {
        return named("sharegpt");
    }

    /** Returns {@code openai}: chat messages on lines, as OpenAI's fine-tuning takes them. */
    public static ExportFormat openAi() {
        return named("openai");
    }

    /** Returns {@code augment}: the native format on lines, with every field. */
    public static ExportFormat augment() {
        return named("augment");
    }

    /**
     * Returns the built-in format of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists all names
     */
    public static ExportFormat named(String name) {
        return BuiltInFormats.named(name);
    }

    /** Returns the names of all built-in formats. */
    public static List<String> names() {
        return BuiltInFormats.names();
    }
}
