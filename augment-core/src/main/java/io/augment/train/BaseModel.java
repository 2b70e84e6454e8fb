package io.augment.train;

import io.augment.internal.train.KnownModels;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Describes the model that a training starts from.
 *
 * @param name name on the Hugging Face hub, or a directory
 * @param billions parameters, in billions; above 0
 * @param template name of LLaMA-Factory's template that writes prompts as the model's own chat template does
 * @param defaultSystem system message that the model's chat template puts in where a conversation has none; null for none
 * @param context most tokens of a conversation, at least 1
 * @param license the model's license as its card names it; null where it is not known
 * @param licenseNote what to mind, a sentence; null where there is nothing beyond the license's usual terms
 */
public record BaseModel(
        String name,
        double billions,
        String template,
        @Nullable String defaultSystem,
        int context,
        @Nullable String license,
        @Nullable String licenseNote) {
    /**
     * Creates the description.
     *
     * @throws IllegalArgumentException if the name is blank, or a number is not positive
     */
    public BaseModel {
        Objects.requireNonNull(template, "template");
        if (name.isBlank() || !(billions > 0) || context < 1) {
            throw new IllegalArgumentException("A base model has a name, parameters and a context, but this is: " + name
                    + ", " + billions + " billion, " + context + " tokens");
        }
    }

    /**
     * Describes an instruct model of the families Qwen2, Qwen2.5, Qwen3, Llama 3 and Mistral 7B by its name, such as
     * {@code Qwen/Qwen2-1.5B-Instruct}.
     *
     * @throws IllegalArgumentException if it is of another family; {@link #other} describes any model
     */
    public static BaseModel of(String name) {
        return KnownModels.of(name);
    }

    /**
     * Describes any other model, of an unknown license and with a context of 4096 tokens.
     *
     * @param template name of its template in LLaMA-Factory, such as {@code chatml}
     */
    public static BaseModel other(String name, double billions, String template) {
        return new BaseModel(name, billions, template, null, 4096, null, null);
    }

    /** Returns a copy under another name, such as the directory of a download or of a student that is to be trained further. */
    public BaseModel at(String newName) {
        return new BaseModel(newName, billions, template, defaultSystem, context, license, licenseNote);
    }
}
