package io.augment.internal.export;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Role;
import io.augment.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees a record as a conversation, and says why a trainer would not take it. */
final class Dialog {
    static final String NO_RESPONSE = "no-response";
    static final String EMPTY_RESPONSE = "empty-response";
    static final String EMPTY_INSTRUCTION = "empty-instruction";
    static final String TOOL_TURNS = "tool-turns";
    static final String HISTORY_ORDER = "history-order";
    static final String EMPTY_TURN = "empty-turn";

    private Dialog() {}

    /** Returns the turns before the response. Behind a turn of a tool, the instruction is what the tool answered. */
    static List<Turn> prompt(Instruction instruction) {
        List<Turn> turns = new ArrayList<>(instruction.history());
        turns.add(new Turn(promptRole(instruction), instruction.prompt()));
        return turns;
    }

    private static Role promptRole(Instruction instruction) {
        List<Turn> history = instruction.history();
        Role last = history.isEmpty() ? null : history.get(history.size() - 1).role();
        return last == Role.TOOL_CALL || last == Role.TOOL_RESULT ? Role.TOOL_RESULT : Role.USER;
    }

    /** Returns why the record is no complete conversation without tools, or null. */
    static @Nullable String unfit(Example example) {
        String reason = unfitPrompt(example.instruction());
        return reason == null ? unfitResponse(example) : reason;
    }

    /** Returns why there is no response to train on, or null. */
    static @Nullable String unfitResponse(Example example) {
        String response = example.response();
        return response == null ? NO_RESPONSE : response.isBlank() ? EMPTY_RESPONSE : null;
    }

    /** Returns why the instruction and its history are no conversation without tools, or null. */
    static @Nullable String unfitPrompt(Instruction instruction) {
        for (Turn turn : instruction.history()) {
            if (turn.role() == Role.TOOL_CALL || turn.role() == Role.TOOL_RESULT) {
                return TOOL_TURNS;
            }
        }
        return unfitTurns(instruction);
    }

    /** Returns why the instruction and its history are no conversation with user and model in turns, or null. */
    static @Nullable String unfitTurns(Instruction instruction) {
        if (instruction.text().isBlank() && instruction.input().isBlank()) {
            return EMPTY_INSTRUCTION;
        }
        List<Turn> history = instruction.history();
        if (history.size() % 2 != 0) {
            return HISTORY_ORDER;
        }
        Role before = null;
        for (int i = 0; i < history.size(); i++) {
            Role role = history.get(i).role();
            boolean asks = role == Role.TOOL_RESULT || role == Role.USER;
            boolean fits = asks == (i % 2 == 0)
                    && role != Role.SYSTEM
                    && (role == Role.TOOL_RESULT) == (before == Role.TOOL_CALL);
            if (!fits) {
                return HISTORY_ORDER;
            }
            if (history.get(i).text().isBlank()) {
                return EMPTY_TURN;
            }
            before = role;
        }
        return null;
    }
}
