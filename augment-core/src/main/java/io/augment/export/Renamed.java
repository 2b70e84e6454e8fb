package io.augment.export;

import io.augment.Example;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Is another format with a file name of the user's choice. */
record Renamed(ExportFormat format, String fileName) implements ExportFormat {
    @Override
    public String name() {
        return format.name();
    }

    @Override
    public @Nullable String unfit(Example example) {
        return format.unfit(example);
    }

    @Override
    public boolean isPartial() {
        return format.isPartial();
    }

    @Override
    public ExportWriter open(Path file) {
        return format.open(file);
    }

    @Override
    public ExportSummary validate(Path file) {
        return format.validate(file);
    }

    @Override
    public long check(Path file, Consumer<ExportProblem> problems) {
        return format.check(file, problems);
    }

    @Override
    public void finish(Path file) {
        format.finish(file);
    }
}
