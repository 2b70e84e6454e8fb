package io.augment.internal.ledger;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.augment.internal.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads closed segments: fills the index, sums the charges, and notes what is torn or corrupt. */
final class LedgerRecovery {
    /** Who spent what an attempt cost whose first line is corrupt: it was paid all the same. */
    static final LedgerTotals.Place UNKNOWN = new LedgerTotals.Place("unknown", "unknown");

    private final LedgerIndex index;
    private final LedgerTotals totals;
    private final Map<LedgerKey, Integer> misses = new HashMap<>();
    private final Map<Long, Hold> holds = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> again = new HashMap<>();
    private @Nullable LedgerStop lastStop;
    private int openHolds;
    private long session;

    private record Hold(LedgerTotals.Place place, Charge charge) {}

    LedgerRecovery(LedgerIndex index, LedgerTotals totals) {
        this.index = index;
        this.totals = totals;
    }

    /** Returns how often each key that has no reply yet was tried in vain. */
    Map<LedgerKey, Integer> misses() {
        return misses;
    }

    /** Returns sentences about torn and corrupt lines. */
    List<String> problems() {
        return problems;
    }

    /** Returns how often records were asked for again from the start, by {@link Ledger#againKey}. */
    Map<String, Integer> again() {
        return again;
    }

    /** Returns the last stop decision, or null. */
    @Nullable
    LedgerStop lastStop() {
        return lastStop;
    }

    /** Returns the attempts whose outcome is unknown; they stay charged in full. */
    int openHolds() {
        return openHolds;
    }

    /**
     * Reads a segment; segments of one process follow each other.
     *
     * @return where the segment's last line ends; only blank lines follow
     */
    long read(Path file, int segment) throws IOException {
        List<Long> unsealed = new ArrayList<>();
        long end = SegmentScan.read(file, (offset, bytes, from, length, complete) -> {
            if (!complete || !LedgerLine.isSealed(bytes, from, length)) {
                unsealed.add(offset);
                return;
            }
            passOver(file, "a corrupt line", unsealed);
            try (JsonParser json = Json.FACTORY.createParser(bytes, from, length)) {
                line(json, LedgerPlace.pack(segment, offset), file);
            }
        });
        int last = unsealed.size() - 1;
        if (last >= 0) {
            passOver(file, "a corrupt line", unsealed.subList(0, last));
            passOver(file, "a torn last line", unsealed);
        }
        return end;
    }

    private void passOver(Path file, String what, List<Long> offsets) {
        for (long offset : offsets) {
            problems.add(file.getFileName() + ": " + what + " at byte " + offset + " was passed over");
        }
        offsets.clear();
    }

    /** Ends the reading: attempts of the last process that were not settled never will be. */
    void finish() {
        openHolds += holds.size();
        holds.clear();
    }

    private void line(JsonParser json, long place, Path file) throws IOException {
        json.nextToken();
        json.nextToken();
        String type = json.nextTextValue();
        if (type == null) {
            throw new LedgerException(file + " is not a ledger of augment.", null);
        }
        switch (type) {
            case "head" -> head(json, file);
            case "hold" -> hold(json);
            case "reply" -> settled(json, place, true);
            case "fail" -> failed(json, place);
            case "miss" -> settled(json, place, false);
            case "stop" -> stop(json);
            case "again" -> again(json);
            default -> problems.add(file.getFileName() + ": a line of the unknown kind " + type + " was passed over");
        }
    }

    private void head(JsonParser json, Path file) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("v")) {
                int version = json.getIntValue();
                if (version != Ledger.VERSION) {
                    throw new LedgerException(
                            "The ledger " + file.getParent() + " has format version " + version
                                    + ", and this version of augment reads version " + Ledger.VERSION
                                    + ". Use the version of augment that wrote it, or another run directory.",
                            null);
                }
            } else if (name.equals("session")) {
                long of = json.getLongValue();
                if (of != session) {
                    finish();
                    session = of;
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private void hold(JsonParser json) throws IOException {
        long id = 0;
        String stage = "";
        String model = "";
        ChargeFields charge = new ChargeFields();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "h" -> id = json.getLongValue();
                case "s" -> stage = json.getText();
                case "m" -> model = json.getText();
                default -> charge.read(name, json);
            }
        }
        Hold hold = new Hold(new LedgerTotals.Place(stage, model), charge.charge());
        holds.put(id, hold);
        totals.request(hold.place());
        totals.add(hold.place(), hold.charge());
    }

    private void settled(JsonParser json, long place, boolean reply) throws IOException {
        long id = 0;
        LedgerKey key = null;
        boolean counts = true;
        ChargeFields charge = new ChargeFields();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (name.equals("r")) {
                break; // The reply itself comes last; the seal says that it is whole.
            }
            json.nextToken();
            switch (name) {
                case "h" -> id = json.getLongValue();
                case "k" -> key = LedgerKey.parse(json.getText());
                case "why" -> counts = !json.getText().equals(Ledger.RATE_LIMITED);
                default -> charge.read(name, json);
            }
        }
        Hold hold = holds.remove(id);
        if (hold != null) {
            totals.subtract(hold.place(), hold.charge());
            totals.add(hold.place(), charge.charge());
        } else if (id != Ledger.ADOPTED) {
            totals.request(UNKNOWN);
            totals.add(UNKNOWN, charge.charge());
        }
        if (key == null) {
            return;
        }
        if (reply) {
            misses.remove(key);
            index.add(key, place);
        } else if (counts) {
            misses.merge(key, 1, Integer::sum);
        }
    }

    private void failed(JsonParser json, long place) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("k")) {
                LedgerKey key = LedgerKey.parse(json.getText());
                misses.remove(key);
                index.add(key, place);
            } else {
                json.skipChildren();
            }
        }
    }

    private void stop(JsonParser json) throws IOException {
        String label = "";
        int round = 0;
        long rows = Long.MAX_VALUE;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "why" -> label = json.getText();
                case "round" -> round = json.getIntValue();
                case "rows" -> rows = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        lastStop = new LedgerStop(label, round, rows);
    }

    private void again(JsonParser json) throws IOException {
        String stage = "";
        String record = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "s" -> stage = json.getText();
                case "r" -> record = json.getText();
                default -> json.skipChildren();
            }
        }
        again.merge(Ledger.againKey(stage, record), 1, Integer::sum);
    }

    /** Collects the fields of a charge. */
    static final class ChargeFields {
        private long prompt;
        private long completion;
        private @Nullable BigDecimal usd;

        /** Reads a field of a charge; passes over any other. */
        void read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "p" -> prompt = json.getLongValue();
                case "c" -> completion = json.getLongValue();
                case "usd" -> usd = new BigDecimal(json.getText());
                default -> json.skipChildren();
            }
        }

        Charge charge() {
            return new Charge(prompt, completion, usd);
        }
    }
}
