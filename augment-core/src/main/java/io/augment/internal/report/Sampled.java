package io.augment.internal.report;

import io.augment.Instruction;
import io.augment.internal.text.Hashing;
import java.util.List;
import java.util.TreeMap;

/** Keeps a fair sample of rows, the same ones from the same file, as records whose variety can be told. */
final class Sampled {
    static final int MOST = 500;
    private static final int LONGEST_TEXT = 4_000;

    /** Rows by a random number; those with the smallest numbers are a fair sample, and so are any first few of them. */
    private final TreeMap<Long, Instruction> rows = new TreeMap<>();

    private long offered;

    void offer(Row row) {
        long number = Hashing.mix(++offered);
        if (rows.size() == MOST && number > rows.lastKey()) {
            return;
        }
        String response = Texts.cut(row.response(), LONGEST_TEXT);
        rows.put(
                number,
                Instruction.builder(Texts.cut(row.text(), LONGEST_TEXT))
                        .input(Texts.cut(row.input(), LONGEST_TEXT))
                        .response(response.isEmpty() ? null : response)
                        .task(row.task().isEmpty() ? null : row.task())
                        .build());
        if (rows.size() > MOST) {
            rows.pollLastEntry();
        }
    }

    int size() {
        return rows.size();
    }

    List<Instruction> first(int count) {
        return rows.values().stream().limit(count).toList();
    }
}
