package io.augment.internal.calibrate;

import io.augment.Instruction;
import io.augment.calibrate.GoldSet;
import io.augment.judge.Preference;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads people's judgments from rows. */
public final class GoldRows {
    private final List<GoldSet.Pair> pairs = new ArrayList<>();
    private final List<GoldSet.Scored> scored = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final double low;
    private final double high;

    private GoldRows(double low, double high) {
        if (!(low < high)) {
            throw new IllegalArgumentException("A scale from " + low + " to " + high + " has no room for a score");
        }
        this.low = low;
        this.high = high;
    }

    /** Reads all rows of a source, with scores from {@code low} to {@code high}. */
    public static GoldSet read(Source source, double low, double high) {
        GoldRows rows = new GoldRows(low, high);
        try (SourceReader reader = source.open()) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                if (row instanceof SourceRow.Seed seed) {
                    rows.add(seed.instruction());
                } else if (row instanceof SourceRow.Malformed bad) {
                    rows.leftOut.add(bad.origin() + ": " + bad.reason());
                }
            }
        }
        if (rows.pairs.isEmpty() && rows.scored.isEmpty()) {
            throw new IllegalArgumentException("No row of " + source.name()
                    + " holds a judgment: give a better and a worse response, output_1, output_2 and label, or a response with"
                    + " score or label.");
        }
        return new GoldSet(rows.pairs, rows.scored, rows.leftOut);
    }

    private void add(Instruction row) {
        Instruction asked = row.toBuilder().response(null).build();
        String response = row.response();
        String first = column(row, "output_1");
        String second = column(row, "output_2");
        if (first != null && second != null) {
            Preference preferred = preferred(column(row, "label"));
            if (preferred == null) {
                leaveOut(row, "its label is not 1, 2 or tie");
            } else {
                pairs.add(new GoldSet.Pair(asked, first, second, preferred));
            }
            return;
        }
        if (response == null) {
            leaveOut(row, "it has no response");
            return;
        }
        if (!row.rejectedResponses().isEmpty()) {
            String worse = row.rejectedResponses().get(row.rejectedResponses().size() - 1);
            boolean betterFirst = pairs.size() % 2 == 0;
            pairs.add(new GoldSet.Pair(
                    asked,
                    betterFirst ? response : worse,
                    betterFirst ? worse : response,
                    betterFirst ? Preference.FIRST : Preference.SECOND));
            return;
        }
        Double score = score(row, column(row, "score") != null ? column(row, "score") : column(row, "label"));
        if (score == null) {
            leaveOut(row, "it has no score or label that can be read");
        } else {
            scored.add(new GoldSet.Scored(asked, response, score));
        }
    }

    private void leaveOut(Instruction row, String why) {
        leftOut.add((row.origin() == null ? row.id() : row.origin()) + ": left out, since " + why);
    }

    private static @Nullable String column(Instruction row, String name) {
        return row.metadata().get(name);
    }

    private static @Nullable Preference preferred(@Nullable String label) {
        if (label == null) {
            return null;
        }
        return switch (label.strip().toLowerCase(Locale.ROOT)) {
            case "1", "first", "a" -> Preference.FIRST;
            case "2", "second", "b" -> Preference.SECOND;
            case "tie", "0" -> Preference.TIE;
            default -> null;
        };
    }

    private @Nullable Double score(Instruction row, @Nullable String text) {
        if (text == null) {
            return null;
        }
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.equals("true") || plain.equals("good")) {
            return 1.0;
        }
        if (plain.equals("false") || plain.equals("bad")) {
            return 0.0;
        }
        if (!plain.matches("-?[0-9]{1,9}(?:\\.[0-9]{1,12})?")) {
            return null;
        }
        double score = Double.parseDouble(plain);
        if (score < low || score > high) {
            throw new IllegalArgumentException((row.origin() == null ? row.id() : row.origin()) + ": the score " + plain
                    + " is not on the scale from " + low + " to " + high + ". Name the scale of the file's scores.");
        }
        return (score - low) / (high - low);
    }
}
