package io.augment.internal.chat.prompt;

import io.augment.Instruction;
import io.augment.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows a record, and texts beside it, in one prompt: each part between marks that none of them can close. */
public final class RecordBlocks {
    private static final String GAP = "\n\n";

    private final Instruction instruction;
    private final @Nullable String response;
    private final String conversation;
    private final Fence fence;

    private RecordBlocks(Instruction instruction, @Nullable String response, List<String> others) {
        this.instruction = instruction;
        this.response = response;
        this.conversation = conversation(instruction.history());
        List<String> texts = new ArrayList<>(others);
        texts.addAll(List.of(instruction.system(), conversation, instruction.text(), instruction.input()));
        texts.add(response == null ? "" : response);
        this.fence = Fence.around(texts);
    }

    /**
     * Creates the blocks of an instruction.
     *
     * @param response a response to show with it, or null
     * @param others all further texts that the same prompt shows by {@link #list}
     */
    public static RecordBlocks of(Instruction instruction, @Nullable String response, List<String> others) {
        return new RecordBlocks(instruction, response, others);
    }

    /** Returns the record: system prompt, conversation, instruction, input and response, as far as there are. */
    public String record() {
        List<String> blocks = new ArrayList<>();
        if (!instruction.system().isEmpty()) {
            blocks.add(fence.block("system", instruction.system()));
        }
        if (!conversation.isEmpty()) {
            blocks.add(fence.block("conversation", conversation));
        }
        blocks.add(fence.block("instruction", instruction.text()));
        if (!instruction.input().isEmpty()) {
            blocks.add(fence.block("input", instruction.input()));
        }
        if (response != null) {
            blocks.add(fence.block("response", response));
        }
        return String.join(GAP, blocks);
    }

    /** Returns further texts, each in a block of its own; {@code none} where there is no text. */
    public String list(String label, List<String> texts, String none) {
        if (texts.isEmpty()) {
            return none;
        }
        return String.join(
                GAP, texts.stream().map(text -> fence.block(label, text)).toList());
    }

    private static String conversation(List<Turn> history) {
        return String.join(
                "\n",
                history.stream()
                        .map(turn -> turn.role().name().toLowerCase(Locale.ROOT) + ": " + turn.text())
                        .toList());
    }
}
