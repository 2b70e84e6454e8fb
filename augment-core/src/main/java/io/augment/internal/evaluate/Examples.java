package io.augment.internal.evaluate;

import io.augment.Instruction;
import io.augment.evaluate.DataChange;
import io.augment.filter.Diversity;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Reads the rows of a source. */
public final class Examples {
    private Examples() {}

    /** Returns the statistics of samples of one size of both sources. */
    public static DataChange change(Source before, Source after) {
        List<Instruction> first = read(before);
        List<Instruction> second = read(after);
        int size = Math.min(first.size(), second.size());
        return new DataChange(first.size(), second.size(), diversity(first, size), diversity(second, size));
    }

    private static Diversity diversity(List<Instruction> rows, int size) {
        List<Instruction> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(0));
        return Diversity.of(shuffled.subList(0, size).stream());
    }

    /** Returns the rows that can be read. */
    static List<Instruction> read(Source source) {
        List<Instruction> rows = new ArrayList<>();
        try (SourceReader reader = source.open()) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                if (row instanceof SourceRow.Seed seed) {
                    rows.add(seed.instruction());
                }
            }
        }
        return rows;
    }
}
