package io.augment.export;

import io.augment.Example;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes one part of the rows in one format: to one file, or to another one whenever one is full. */
final class Lane {
    private final ExportFormat format;
    private final Path directory;
    private final String fileName;
    private final FileLayout layout;
    private final List<OutputFile> files = new ArrayList<>();

    Lane(ExportFormat format, Path directory, String fileName, FileLayout layout) {
        this.format = format;
        this.directory = directory;
        this.fileName = fileName;
        this.layout = layout;
        files.add(open());
    }

    private OutputFile open() {
        String name = layout.isSharded() ? FileLayout.shardName(fileName, files.size() + 1, 0) : fileName;
        return new OutputFile(format, directory.resolve(name));
    }

    ExportFormat format() {
        return format;
    }

    void write(Example example) {
        OutputFile file = files.get(files.size() - 1);
        if (layout.isSharded() && file.isFull(layout)) {
            // Ended here, so that only one file of the lane is open at a time.
            file.end();
            file = open();
            files.add(file);
        }
        file.write(example);
    }

    void check() {
        files.forEach(OutputFile::check);
    }

    void moveIntoPlace(Map<Path, Long> rows) {
        for (int i = 0; i < files.size(); i++) {
            if (layout.isSharded()) {
                files.get(i).target(directory.resolve(FileLayout.shardName(fileName, i + 1, files.size())));
            }
            rows.put(files.get(i).target(), files.get(i).moveIntoPlace());
        }
    }

    void finish() {
        files.forEach(OutputFile::finish);
    }

    void discard() {
        files.forEach(OutputFile::discard);
    }
}
