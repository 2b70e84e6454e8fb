package io.augment.internal.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Notes what stages did to the records of one seed, until the seed's records come out in order and the notes are added to the
 * run's accounts. So the accounts hold exactly what came out.
 */
final class Tally {
    private final List<Note> notes = new ArrayList<>(4);

    /** What may happen to a record at a stage. */
    enum Kind {
        IN,
        CREATED,
        KEPT,
        REJECTED,
        FAILED,
        NOT_REACHED
    }

    /** Says that something happened once. */
    record Note(String stage, Kind kind, String reason) {}

    void add(String stage, Kind kind) {
        notes.add(new Note(stage, kind, ""));
    }

    void add(String stage, Kind kind, String reason) {
        notes.add(new Note(stage, kind, reason));
    }

    void addAll(Tally other) {
        notes.addAll(other.notes);
    }

    /** Returns a copy in which records that were turned down or failed count as not reached. */
    Tally notReached(String cap) {
        Tally copy = new Tally();
        for (Note note : notes) {
            boolean ended = note.kind() == Kind.REJECTED || note.kind() == Kind.FAILED;
            copy.notes.add(ended ? new Note(note.stage(), Kind.NOT_REACHED, cap) : note);
        }
        return copy;
    }

    List<Note> notes() {
        return notes;
    }
}
