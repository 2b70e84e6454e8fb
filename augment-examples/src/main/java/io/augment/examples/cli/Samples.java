package io.augment.examples.cli;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Origin;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Picks three rows to show beside the seeds that they come from: an expanded one, a refined one and a Chinese one, as far as
 * there are such. Used by one thread.
 */
final class Samples {
    /** Longer texts are no pleasure on a terminal. */
    private static final int LONGEST = 160;

    private @Nullable Instruction expanded;
    private @Nullable Instruction refined;
    private @Nullable Instruction chinese;

    /**
     * A row and its seed.
     *
     * @param made how the row was made, for people
     */
    record Sample(String made, String before, String after) {}

    void offer(Example example) {
        Instruction row = example.instruction();
        Origin origin = row.origin();
        boolean isExpanded = row.provenance().seedId() != null;
        boolean isRefined = isStep(row, "refine");
        if (origin == null || !(isExpanded || isRefined) || row.text().length() > LONGEST || isTaken(origin)) {
            return;
        }
        if (isChinese(row.text())) {
            chinese = chinese == null ? row : chinese;
        } else if (isRefined && !isExpanded) {
            refined = refined == null ? row : refined;
        } else if (!isRefined) {
            expanded = expanded == null ? row : expanded;
        }
    }

    /** Returns the rows with their seeds, which are read again: only three of them were worth keeping. */
    List<Sample> withSeeds(Source source) {
        Map<Origin, Instruction> wanted = new HashMap<>();
        List<Instruction> rows = new ArrayList<>();
        for (Instruction row : new Instruction[] {expanded, refined, chinese}) {
            Origin origin = row == null ? null : row.origin();
            if (row != null && origin != null) {
                rows.add(row);
                wanted.put(origin, row);
            }
        }
        Map<Origin, String> before = seedTexts(source, wanted);
        List<Sample> samples = new ArrayList<>();
        for (Instruction row : rows) {
            String text = before.get(row.origin());
            if (text != null) {
                samples.add(new Sample(made(row), text, row.text()));
            }
        }
        return samples;
    }

    private static Map<Origin, String> seedTexts(Source source, Map<Origin, Instruction> wanted) {
        Map<Origin, String> texts = new HashMap<>();
        if (wanted.isEmpty()) {
            return texts;
        }
        try (SourceReader reader = source.open()) {
            SourceRow row = reader.next();
            while (row != null && texts.size() < wanted.size()) {
                if (row instanceof SourceRow.Seed seed) {
                    Origin origin = seed.instruction().origin();
                    if (origin != null && wanted.containsKey(origin)) {
                        texts.putIfAbsent(origin, seed.instruction().text());
                    }
                }
                row = reader.next();
            }
        }
        return texts;
    }

    private boolean isTaken(Origin origin) {
        return isFrom(expanded, origin) || isFrom(refined, origin) || isFrom(chinese, origin);
    }

    private static boolean isFrom(@Nullable Instruction row, Origin origin) {
        return row != null && origin.equals(row.origin());
    }

    private static String made(Instruction row) {
        if (row.provenance().seedId() == null) {
            return "refined";
        }
        return isStep(row, "refine") ? "expanded and refined" : "expanded";
    }

    private static boolean isStep(Instruction row, String stage) {
        return row.provenance().steps().stream().anyMatch(step -> step.stage().equals(stage));
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
