package io.augment.local.internal.template;

import io.augment.chat.ChatMessage;
import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import io.augment.local.internal.gguf.GgufMetadata;
import io.augment.local.internal.token.BpeTokenizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is the frame around the messages of a conversation. Immutable and safe for use by many threads.
 *
 * <p>Sources: the ChatML of Qwen2's {@code tokenizer_config.json}, and the prompt format of meta-llama/llama3
 * ({@code ChatFormat}).
 */
public final class ChatFrame {
    private static final String TEMPLATE = "tokenizer.chat_template";

    private final Family family;
    private final @Nullable String defaultSystem;
    private final String preamble;
    private final boolean trims;
    private final boolean canThink;
    private final boolean thinks;

    private ChatFrame(
            Family family,
            @Nullable String defaultSystem,
            String preamble,
            boolean trims,
            boolean canThink,
            boolean thinks) {
        this.family = family;
        this.defaultSystem = defaultSystem;
        this.preamble = preamble;
        this.trims = trims;
        this.canThink = canThink;
        this.thinks = thinks;
    }

    /**
     * Recognizes the frame of a model by the template in its file.
     *
     * @throws ModelFileException if the file has no template, or one of a family that is unknown here
     */
    public static ChatFrame of(GgufMetadata file) {
        String template = file.stringOrNull(TEMPLATE);
        if (template == null) {
            throw new ModelFileException(
                    file.file(),
                    Problem.UNSUPPORTED_TEXT,
                    "The file has no chat template (" + TEMPLATE
                            + "); it may be a base model, which answers no messages.");
        }
        if (isChatMl(template)) {
            boolean canThink = template.contains("enable_thinking");
            return new ChatFrame(Family.CHATML, DefaultSystem.in(template), "", false, canThink, true);
        }
        if (isLlama3(template)) {
            return new ChatFrame(
                    Family.LLAMA3, null, Llama3Preamble.in(template), template.contains("| trim"), false, true);
        }
        String line = template.strip().replaceAll("\\s+", " ");
        int shown = Math.min(100, line.codePointCount(0, line.length()));
        throw new ModelFileException(
                file.file(),
                Problem.UNSUPPORTED_TEXT,
                "The chat template (" + TEMPLATE + ") is neither ChatML nor Llama 3; it begins with: "
                        + line.substring(0, line.offsetByCodePoints(0, shown)));
    }

    /** Returns the frame of ChatML without a default system text. */
    public static ChatFrame chatMl() {
        return new ChatFrame(Family.CHATML, null, "", false, false, true);
    }

    /** Returns the frame of Llama 3. */
    public static ChatFrame llama3() {
        return new ChatFrame(Family.LLAMA3, null, "", true, false, true);
    }

    private static boolean isChatMl(String template) {
        // Phi 4 has a third token behind the role.
        return template.contains("<|im_start|>") && template.contains("<|im_end|>") && !template.contains("<|im_sep|>");
    }

    private static boolean isLlama3(String template) {
        return template.contains("<|start_header_id|>")
                && template.contains("<|end_header_id|>")
                && template.contains("<|eot_id|>");
    }

    /** Returns whether the template can ask the model to answer without thinking first (Qwen3). */
    public boolean canThink() {
        return canThink;
    }

    /** Returns a copy that asks for an answer at once, where the template can. */
    public ChatFrame withoutThinking() {
        return new ChatFrame(family, defaultSystem, preamble, trims, canThink, false);
    }

    /** Returns the system text that the template puts in where a conversation has none, or null. */
    public @Nullable String defaultSystem() {
        return defaultSystem;
    }

    /**
     * Returns the tokens of a conversation, up to where the model's answer begins.
     *
     * @throws io.augment.chat.BadRequestException if the vocabulary lacks an entry for a byte of the text
     */
    public int[] encode(List<ChatMessage> messages, BpeTokenizer tokenizer) {
        FrameTokens tokens = new FrameTokens(tokenizer);
        write(messages, true, tokens);
        return tokens.toArray();
    }

    /** Returns a conversation as one text, for people; the model is to read {@link #encode}. */
    public String render(List<ChatMessage> messages, boolean openAnswer) {
        StringBuilder text = new StringBuilder();
        write(messages, openAnswer, new Sink() {
            @Override
            public void control(String name) {
                text.append(name);
            }

            @Override
            public void text(String part) {
                text.append(part);
            }
        });
        return text.toString();
    }

    private void write(List<ChatMessage> messages, boolean openAnswer, Sink sink) {
        boolean hasSystem = !messages.isEmpty() && messages.get(0).role().equals("system");
        if (family == Family.LLAMA3) {
            sink.control("<|begin_of_text|>");
        }
        if (!hasSystem && (defaultSystem != null || !preamble.isEmpty())) {
            write("system", preamble + (defaultSystem == null ? "" : defaultSystem), sink);
        }
        for (int i = 0; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            String text = trims ? message.text().strip() : message.text();
            write(message.role(), i == 0 && hasSystem ? preamble + text : text, sink);
        }
        if (openAnswer) {
            open("assistant", sink);
            if (canThink && !thinks) {
                sink.control("<think>");
                sink.text("\n\n");
                sink.control("</think>");
                sink.text("\n\n");
            }
        }
    }

    private void write(String role, String text, Sink sink) {
        open(role, sink);
        sink.text(text);
        if (family == Family.CHATML) {
            sink.control("<|im_end|>");
            sink.text("\n");
        } else {
            sink.control("<|eot_id|>");
        }
    }

    private void open(String role, Sink sink) {
        if (family == Family.CHATML) {
            sink.control("<|im_start|>");
            sink.text(role + "\n");
        } else {
            sink.control("<|start_header_id|>");
            sink.text(role);
            sink.control("<|end_header_id|>");
            sink.text("\n\n");
        }
    }

    @Override
    public String toString() {
        return "ChatFrame[" + family + "]";
    }

    private enum Family {
        CHATML,
        LLAMA3
    }

    /** Takes a conversation part by part. */
    interface Sink {
        /** Takes a control token. */
        void control(String name);

        /** Takes text, in which no name means anything. */
        void text(String part);
    }
}
