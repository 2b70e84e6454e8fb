package io.augment.internal.check;

import io.augment.Instruction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Examines what a model wrote as a new instruction, or as a better one. */
public final class InstructionCandidate {
    /** Characters that a new instruction may always have, however short the original is. */
    private static final int ALWAYS_ALLOWED = 8_000;

    /** A longer one than this many times the original is a model that does not stop. */
    private static final int MAX_GROWTH = 4;

    /** Shorter material may be named in a rewritten instruction without being repeated. */
    private static final int MATERIAL = 40;

    private InstructionCandidate() {}

    /** Returns why the text is no new instruction of the seed's kind, or null. */
    public static @Nullable Defect expanded(Instruction seed, String text) {
        Defect defect = common(seed, text);
        if (defect != null) {
            return defect;
        }
        if (Echo.of(text, seed.text()) || Echo.of(text, seed.prompt())) {
            return Defect.of("echo");
        }
        return isOneLine(text) && (text.endsWith(":") || text.endsWith("："))
                ? new Defect("incomplete", "the material that it announces is missing")
                : null;
    }

    /** Returns why the text is no better form of the instruction's text, or null. */
    public static @Nullable Defect refined(Instruction instruction, String text) {
        Defect defect = common(instruction, text);
        if (defect != null) {
            return defect;
        }
        if (Echo.of(text, instruction.text()) || Echo.of(text, instruction.prompt())) {
            return Defect.of("echo");
        }
        String input = instruction.input().strip();
        if (input.length() >= MATERIAL && text.contains(input)) {
            return new Defect("repeats-input", "the input would stand in the prompt twice");
        }
        List<String> lost = Literals.missing(instruction.text(), text);
        if (!lost.isEmpty()) {
            return new Defect("literal-lost", String.join(" | ", lost));
        }
        return text.length() * 2 < instruction.text().length()
                ? new Defect("shortened", instruction.text().length() + " characters to " + text.length())
                : null;
    }

    private static @Nullable Defect common(Instruction original, String text) {
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return Defect.of("empty");
        }
        int limit = Math.max(ALWAYS_ALLOWED, MAX_GROWTH * original.prompt().length());
        if (text.length() > limit) {
            return new Defect("too-long", text.length() + " characters; " + limit + " are allowed");
        }
        if (Refusal.is(text)) {
            return Defect.of("refusal");
        }
        String shown = original.prompt();
        String meta = MetaText.find(text);
        if (meta != null && MetaText.find(original.text()) == null) {
            return new Defect("meta-text", meta);
        }
        String gap = Placeholders.find(text);
        if (gap != null && !shown.contains(gap)) {
            return new Defect("placeholder", gap);
        }
        String loop = Loops.find(text);
        if (loop != null && Loops.find(shown) == null) {
            return new Defect("loop", loop);
        }
        String drift = LanguageDrift.ofInstruction(original, text);
        if (drift != null) {
            return new Defect("language-drift", drift);
        }
        if (isOneLine(text) && Truncation.is(text) && !Truncation.is(original.text())) {
            return new Defect("incomplete", "the text stops in the middle");
        }
        return answers(original, text) ? Defect.of("answer-instead-of-instruction") : null;
    }

    /** Returns whether the end is the instruction's own: below a first line stands material, which ends as it likes. */
    private static boolean isOneLine(String text) {
        return text.indexOf('\n') < 0;
    }

    /** Asks the check for answers only where it knows the language; a text in another one is material at most. */
    private static boolean answers(Instruction original, String text) {
        String language = Language.detect(text);
        String before = LanguageDrift.languageOf(original);
        boolean known = language == null
                || ((language.equals("en") || language.equals("zh")) && (before == null || before.equals(language)));
        return known && AnswerNotInstruction.is(original.text(), text);
    }
}
