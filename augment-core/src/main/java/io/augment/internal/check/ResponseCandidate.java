package io.augment.internal.check;

import io.augment.Instruction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Examines what a model wrote as a response to train on. */
public final class ResponseCandidate {
    /** A greeting of this length is well answered by itself. */
    private static final int GREETING = 12;

    private static final Pattern TRAILING = Pattern.compile("\\p{Punct}+$");

    private ResponseCandidate() {}

    /** Returns why the text must not be learned as a response to the instruction, or null. */
    public static @Nullable Defect find(Instruction instruction, String text) {
        if (text.isBlank()) {
            return Defect.of("empty");
        }
        if (Refusal.is(text)) {
            return Defect.of("refusal");
        }
        String prompt = instruction.prompt();
        String placeholder = Placeholders.whole(text);
        if (placeholder != null) {
            return new Defect("placeholder", placeholder);
        }
        String meta = MetaText.inResponse(text);
        if (meta != null && !prompt.contains(meta)) {
            return new Defect("meta-text", meta);
        }
        if (prompt.length() > GREETING && (Echo.of(text, instruction.text()) || Echo.of(text, prompt))) {
            return Defect.of("echo");
        }
        String loop = Loops.find(text);
        if (loop != null && Loops.find(prompt) == null && !asksToRepeat(prompt, loop)) {
            return new Defect("loop", loop);
        }
        String drift = LanguageDrift.ofResponse(instruction, text);
        return drift == null ? null : new Defect("language-drift", drift);
    }

    /** Returns whether the words that repeat stand in the prompt: "Repeat this five times: ...". */
    private static boolean asksToRepeat(String prompt, String loop) {
        return prompt.contains(TRAILING.matcher(loop.strip()).replaceFirst(""));
    }
}
