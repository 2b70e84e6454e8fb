package io.augment.internal.train;

import io.augment.Instruction;
import io.augment.Provenance;
import io.augment.Turn;
import io.augment.chat.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a row that may go into a training set.
 *
 * @param row the prompt with its target as response
 * @param maker who made the target
 * @param problem why it cannot be a row, as a reason's name; null where it can
 * @param detail what exactly, for people; or null
 */
public record Candidate(
        Instruction row,
        Maker maker,
        @Nullable String problem,
        @Nullable String detail) {
    static Candidate of(Instruction row, Maker maker) {
        return new Candidate(row, maker, null, null);
    }

    Candidate without(String reason, @Nullable String what) {
        return new Candidate(row, maker, reason, what);
    }

    /** Makes a row of a request's messages and the answer to it; all else is the record's. */
    static Instruction row(Instruction record, String id, List<ChatMessage> messages, String completion) {
        String system = "";
        List<Turn> turns = new ArrayList<>();
        for (ChatMessage message : messages) {
            if (message.role().equals("system")) {
                system = message.text();
            } else {
                turns.add(message.role().equals("user") ? Turn.user(message.text()) : Turn.assistant(message.text()));
            }
        }
        Turn asked = turns.remove(turns.size() - 1);
        return record.toBuilder()
                .id(id)
                .text(asked.text())
                .input("")
                .system(system)
                .history(turns)
                .response(completion)
                .rejectedResponses(List.of())
                .provenance(new Provenance(lineage(record), record.provenance().steps()))
                .build();
    }

    /** Returns the identifier of the seed that a record is, or descends from. */
    static String lineage(Instruction record) {
        String seed = record.provenance().seedId();
        return seed == null ? record.id() : seed;
    }
}
