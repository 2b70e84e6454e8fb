package io.augment.internal.chat.prompt;

import io.augment.Instruction;
import io.augment.chat.ChatModel;
import io.augment.chat.PromptLibrary;
import io.augment.chat.PromptTemplate;
import io.augment.chat.Sampling;
import io.augment.internal.check.LanguageDrift;
import io.augment.internal.check.Prose;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Is what every strategy over a model needs.
 *
 * @param model the model that is asked
 * @param prompts where the prompts come from
 * @param sampling how the model chooses its words
 */
public record Teacher(ChatModel model, PromptLibrary prompts, Sampling sampling) {
    /** Creates a teacher. */
    public Teacher {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(prompts, "prompts");
        Objects.requireNonNull(sampling, "sampling");
    }

    /** Returns the prompt in the language of the instruction. */
    public PromptTemplate prompt(String id, Instruction instruction) {
        return prompts.find(id, language(instruction));
    }

    private static @Nullable String language(Instruction instruction) {
        String language = LanguageDrift.languageOf(instruction);
        return language == null && Prose.isChinese(instruction.text()) ? "zh" : language;
    }
}
