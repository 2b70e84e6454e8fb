package io.augment.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Says where the training rows go and in which formats, one file each. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * Export export = Export.to(Path.of("out")).alpaca().openAi();
 * }</pre>
 *
 * <p>A run writes to temporary names, reads every file back, checks it as the trainer would, and only then moves all files
 * into place.
 */
public final class Export {
    private final Path directory;
    private final List<ExportFormat> formats;

    private Export(Path directory, List<ExportFormat> formats) {
        this.directory = directory;
        this.formats = List.copyOf(formats);
    }

    /** Starts an export to a directory, which is created where it does not exist; formats are added next. */
    public static Export to(Path directory) {
        return new Export(Objects.requireNonNull(directory, "directory"), List.of());
    }

    /** Adds {@code alpaca.json} with its entry in LLaMA-Factory's {@code dataset_info.json}. */
    public Export alpaca() {
        return format(ExportFormats.alpaca());
    }

    /** Adds {@code sharegpt.json} with its entry in LLaMA-Factory's {@code dataset_info.json}. */
    public Export shareGpt() {
        return format(ExportFormats.shareGpt());
    }

    /** Adds {@code openai.jsonl}: chat messages as OpenAI's fine-tuning takes them. */
    public Export openAi() {
        return format(ExportFormats.openAi());
    }

    /** Adds {@code augment.jsonl}: the native format with every field. */
    public Export augment() {
        return format(ExportFormats.augment());
    }

    /**
     * Adds a format, built-in or the user's own.
     *
     * @throws IllegalArgumentException if a format that is there already writes a file of the same name
     */
    public Export format(ExportFormat format) {
        for (ExportFormat present : formats) {
            if (present.fileName().equals(format.fileName())) {
                throw new IllegalArgumentException("The formats " + present.name() + " and " + format.name()
                        + " would both write " + format.fileName());
            }
        }
        List<ExportFormat> more = new ArrayList<>(formats);
        more.add(format);
        return new Export(directory, more);
    }

    /** Returns the directory. */
    public Path directory() {
        return directory;
    }

    /** Returns the formats in the order in which they were added. */
    public List<ExportFormat> formats() {
        return formats;
    }

    /**
     * Opens all files under temporary names.
     *
     * @throws IllegalArgumentException if there is no format
     * @throws ExportException if the directory or a file cannot be written
     */
    public ExportSession open() {
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("An export needs at least one format, such as Export.to(dir).alpaca()");
        }
        return new ExportSession(directory, formats);
    }

    @Override
    public String toString() {
        return "Export[" + directory + ": "
                + String.join(", ", formats.stream().map(ExportFormat::name).toList()) + "]";
    }
}
