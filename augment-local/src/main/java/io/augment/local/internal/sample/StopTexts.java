package io.augment.local.internal.sample;

import java.util.List;

/**
 * Ends a reply before the first of some texts, and holds back what may be the beginning of one. Not safe for use by many
 * threads.
 */
public final class StopTexts {
    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    /**
     * Creates a watch for one reply.
     *
     * @param stops texts that end it; empty ones are passed over
     */
    public StopTexts(List<String> stops) {
        this.stops = stops.stream().filter(stop -> !stop.isEmpty()).toList();
    }

    /** Adds text and returns what belongs to the reply for certain. */
    public String append(String more) {
        if (stopped) {
            return "";
        }
        held.append(more);
        int first = -1;
        for (String stop : stops) {
            int at = held.indexOf(stop);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        stopped = first >= 0;
        return take(stopped ? first : held.length() - unsure());
    }

    /** Returns whether one of the texts came. */
    public boolean stopped() {
        return stopped;
    }

    /** Returns what was held back, since the reply is over. */
    public String end() {
        return stopped ? "" : take(held.length());
    }

    /** How many characters at the end may be the beginning of a stop text. */
    private int unsure() {
        int most = 0;
        for (String stop : stops) {
            for (int n = Math.min(stop.length() - 1, held.length()); n > most; n--) {
                if (stop.startsWith(held.substring(held.length() - n))) {
                    most = n;
                }
            }
        }
        return most;
    }

    private String take(int length) {
        String text = held.substring(0, length);
        held.delete(0, length);
        return text;
    }
}
