package io.augment.filter;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Role;
import io.augment.Turn;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the fields of a record that are compared.
 *
 * <p>Records of one run have the same fields, references often more: a seed has a response, the new instruction that is
 * compared with it has none yet. So a reference is remembered as a whole and also without what a new record may lack, and
 * a record is compared in the fields that it has.
 */
enum KeyView {
    /** All fields of the key. */
    WHOLE(0),
    /** All but the response. */
    ASKED(1),
    /** The instruction's text alone. */
    TEXT(2);

    private final int number;

    KeyView(int number) {
        this.number = number;
    }

    /** Returns the number under which an index keeps the references of this view. */
    int number() {
        return number;
    }

    /** Receives the fields in their order. */
    @FunctionalInterface
    interface Sink {
        void field(char kind, String text);
    }

    /** Returns the view in which references are compared with this record. */
    static KeyView of(Example example, DuplicateKey key) {
        Instruction instruction = example.instruction();
        return switch (key) {
            case INSTRUCTION -> WHOLE;
            case INSTRUCTION_AND_INPUT -> instruction.input().isEmpty() ? TEXT : WHOLE;
            case ALL -> {
                if (example.response() != null) {
                    yield WHOLE;
                }
                yield instruction.input().isEmpty() && instruction.history().isEmpty() ? TEXT : ASKED;
            }
        };
    }

    /** Returns whether this view of a record has fewer fields than the record as a whole. */
    boolean narrows(Example example, DuplicateKey key) {
        Instruction instruction = example.instruction();
        boolean hasResponse = key == DuplicateKey.ALL && example.response() != null;
        boolean hasInput =
                key != DuplicateKey.INSTRUCTION && !instruction.input().isEmpty();
        boolean hasHistory = key == DuplicateKey.ALL && !instruction.history().isEmpty();
        return switch (this) {
            case WHOLE -> false;
            case ASKED -> hasResponse;
            case TEXT -> hasResponse || hasInput || hasHistory;
        };
    }

    /** Hands over the fields of a record that this view holds: what was given first, what is new last. */
    void read(Example example, DuplicateKey key, Sink sink) {
        Instruction instruction = example.instruction();
        boolean beyondText = this != TEXT && key != DuplicateKey.INSTRUCTION;
        if (beyondText && key == DuplicateKey.ALL) {
            for (Turn turn : instruction.history()) {
                sink.field(turn.role() == Role.ASSISTANT ? 'a' : 'u', turn.text());
            }
        }
        if (beyondText && !instruction.input().isEmpty()) {
            sink.field('i', instruction.input());
        }
        sink.field('t', instruction.text());
        @Nullable String response = example.response();
        if (this == WHOLE && key == DuplicateKey.ALL && response != null) {
            sink.field('r', response);
        }
    }
}
