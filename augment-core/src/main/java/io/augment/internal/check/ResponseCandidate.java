package io.augment.internal.check;

import io.augment.Instruction;
import org.jspecify.annotations.Nullable;

/** Examines what a model wrote as a response to train on. */
public final class ResponseCandidate {
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
        if (Echo.of(text, instruction.text()) || Echo.of(text, prompt)) {
            return Defect.of("echo");
        }
        String loop = Loops.find(text);
        if (loop != null && Loops.find(prompt) == null) {
            return new Defect("repetition", loop);
        }
        String drift = LanguageDrift.ofResponse(instruction, text);
        return drift == null ? null : new Defect("language-drift", drift);
    }
}
