package io.augment.export;

import io.augment.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one export. Either {@link #commit()} puts all files in place, or {@link #close()} leaves none of them; used by one
 * thread.
 *
 * <pre>{@code
 * try (ExportSession session = export.open()) {
 *     for (Example example : examples) {
 *         if (session.unfit(example) == null) {
 *             session.write(example);
 *         }
 *     }
 *     session.commit();
 * }
 * }</pre>
 */
public final class ExportSession implements AutoCloseable {
    private static final String TOO_MANY_TOKENS = "too-many-tokens";
    private static final String SPLIT_LEAK = "split-leak";

    private final List<ExportFormat> formats;
    private final boolean allPartial;
    private final @Nullable Integer maxTokens;
    private final Split.@Nullable Assignment assignment;
    /** For each part of the split, a lane for each format. */
    private final List<List<Lane>> parts = new ArrayList<>();

    ExportSession(Path directory, List<ExportFormat> formats, FileLayout layout, @Nullable Integer maxTokens) {
        this.formats = formats;
        this.maxTokens = maxTokens;
        this.allPartial = formats.stream().allMatch(ExportFormat::isPartial);
        Split split = layout.split();
        this.assignment = split == null ? null : split.open();
        try {
            Files.createDirectories(directory);
            for (String part : layout.parts()) {
                List<Lane> lanes = new ArrayList<>();
                parts.add(lanes);
                for (ExportFormat format : formats) {
                    lanes.add(new Lane(format, directory, FileLayout.partName(format.fileName(), part), layout));
                }
            }
        } catch (IOException e) {
            throw new ExportException("The directory " + directory + " cannot be created: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Returns why the record must be turned down, as a reason's name such as {@code no-response}; null when it can be
     * written. Formats that take only records of a kind turn nothing down, unless no format takes the record. What this finds
     * holds until the next record is written.
     */
    public @Nullable String unfit(Example example) {
        if (maxTokens != null && TokenEstimate.of(example) > maxTokens) {
            return TOO_MANY_TOKENS;
        }
        String reason = unfitForFormats(example);
        return reason == null && assignment != null && assignment.isLeak(example) ? SPLIT_LEAK : reason;
    }

    private @Nullable String unfitForFormats(Example example) {
        String first = null;
        for (ExportFormat format : formats) {
            if (!allPartial && format.isPartial()) {
                continue;
            }
            String reason = format.unfit(example);
            if (allPartial && reason == null) {
                return null;
            }
            if (!allPartial && reason != null) {
                return reason;
            }
            first = first == null ? reason : first;
        }
        return first;
    }

    /**
     * Writes a record that {@link #unfit} found fit to every format that can hold it.
     *
     * @throws ExportException if a file cannot be written
     */
    public void write(Example example) {
        Split.Assignment dividing = assignment;
        List<Lane> lanes = parts.get(dividing == null ? 0 : dividing.assign(example));
        for (Lane lane : lanes) {
            if (!lane.format().isPartial() || lane.format().unfit(example) == null) {
                lane.write(example);
            }
        }
    }

    /**
     * Ends all files, brings them to disk, reads them back and checks them; when all are right, moves all into place.
     *
     * @return the files and how many rows each has
     * @throws ExportException if a file is not what its trainer takes, or cannot be written; no file is in place then,
     *     unless moving itself failed
     */
    public Map<Path, Long> commit() {
        lanes().forEach(Lane::check);
        Map<Path, Long> rows = new LinkedHashMap<>();
        lanes().forEach(lane -> lane.moveIntoPlace(rows));
        lanes().forEach(Lane::finish);
        return rows;
    }

    private List<Lane> lanes() {
        return parts.stream().flatMap(List::stream).toList();
    }

    /** Removes what was not committed. */
    @Override
    public void close() {
        UncheckedIOException problem = null;
        for (Lane lane : lanes()) {
            try {
                lane.discard();
            } catch (UncheckedIOException e) {
                problem = e;
            }
        }
        if (problem != null) {
            throw problem;
        }
    }
}
