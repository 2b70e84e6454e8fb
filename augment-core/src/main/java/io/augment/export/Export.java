package io.augment.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says where the training rows go, in which formats, and how they are divided into files. Immutable and safe for use by many
 * threads.
 *
 * <pre>{@code
 * Export export = Export.to(Path.of("out")).alpaca().openAi();
 * Export divided = Export.to(Path.of("out")).alpaca().split(Split.of("train=0.9, validation=0.1"));
 * }</pre>
 *
 * <p>A run writes to temporary names, reads every file back, checks it as the trainer would, and only then moves all files
 * into place.
 */
public final class Export {
    private final Path directory;
    private final List<ExportFormat> formats;
    private final FileLayout layout;
    private final @Nullable Integer maxTokens;

    private Export(Path directory, List<ExportFormat> formats, FileLayout layout, @Nullable Integer maxTokens) {
        this.directory = directory;
        this.formats = List.copyOf(formats);
        this.layout = layout;
        this.maxTokens = maxTokens;
    }

    /** Starts an export to a directory, which is created where it does not exist; formats are added next. */
    public static Export to(Path directory) {
        return new Export(Objects.requireNonNull(directory, "directory"), List.of(), FileLayout.ONE_FILE, null);
    }

    /**
     * Starts an export of one format to a file of this name. A format that makes a folder, {@code huggingface}, takes it as
     * the folder; so does every format where a directory of that name is there already, and writes its usual file in it.
     */
    public static Export file(Path file, ExportFormat format) {
        Path whole = file.toAbsolutePath();
        int slash = format.fileName().indexOf('/');
        if (slash >= 0) {
            return to(whole).format(new Renamed(format, format.fileName().substring(slash + 1)));
        }
        Path parent = whole.getParent();
        return parent == null || Files.isDirectory(whole)
                ? to(whole).format(format)
                : to(parent).format(new Renamed(format, String.valueOf(whole.getFileName())));
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

    /** Adds the folder {@code huggingface}: a data set with its card, ready to be uploaded to the Hugging Face hub. */
    public Export huggingFace() {
        return format(ExportFormats.named("huggingface"));
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
        return new Export(directory, more, layout, maxTokens);
    }

    /**
     * Divides the rows into a file for each part, such as {@code alpaca-train.json} and {@code alpaca-validation.json}. All
     * descendants of one seed are in one part.
     */
    public Export split(Split split) {
        return new Export(directory, formats, layout.withSplit(Objects.requireNonNull(split, "split")), maxTokens);
    }

    /**
     * Starts another file whenever one has this many rows; the files are called {@code alpaca-00001-of-00003.json} and so on.
     *
     * @param rows at least 1
     * @throws IllegalArgumentException if {@code rows} is below 1
     */
    public Export shardRows(long rows) {
        return new Export(directory, formats, layout.withMaxRows(rows), maxTokens);
    }

    /**
     * Starts another file whenever one has about this many bytes on disk, give or take 128 KiB.
     *
     * @param bytes at least 1
     * @throws IllegalArgumentException if {@code bytes} is below 1
     */
    public Export shardBytes(long bytes) {
        return new Export(directory, formats, layout.withMaxBytes(bytes), maxTokens);
    }

    /**
     * Turns down records that are longer than a trainer's context, with the reason {@code too-many-tokens}. Tokens are
     * estimated: four characters of ASCII, or one other character, make one.
     *
     * @param tokens the most that a record may have with its longest answer, at least 1
     * @throws IllegalArgumentException if {@code tokens} is below 1
     */
    public Export maxTokens(int tokens) {
        if (tokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1, but was " + tokens);
        }
        return new Export(directory, formats, layout, tokens);
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
        return new ExportSession(directory, formats, layout, maxTokens);
    }

    @Override
    public String toString() {
        return "Export[" + directory + ": "
                + String.join(", ", formats.stream().map(ExportFormat::name).toList()) + "]";
    }
}
