package io.augment.internal.chat.prompt;

import org.jspecify.annotations.Nullable;

/**
 * Holds the few words that are put into a prompt around values, in the prompt's language.
 *
 * @param instruction heads the instruction of an example
 * @param reply heads the reply of an example
 * @param none stands where a list is empty
 * @param unclassified stands for the task type where it is not known
 */
public record Words(String instruction, String reply, String none, String unclassified) {
    private static final Words ENGLISH =
            new Words("Instruction:", "Reply:", "(none)", "(not classified: see the seed)");
    private static final Words CHINESE = new Words("指令：", "回复：", "（无）", "（未分类，以种子为准）");

    /** Returns the words of a language; English ones where it has none. */
    public static Words of(@Nullable String language) {
        return "zh".equals(language) ? CHINESE : ENGLISH;
    }
}
