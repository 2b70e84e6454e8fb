package io.augment.internal.chat.prompt;

import io.augment.chat.PromptTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads the prompts that the library brings along. */
public final class StandardPrompts {
    private static final String FOLDER = "/io/augment/prompts/";
    private static final List<String> NAMES = List.of(
            "classify.1.en",
            "classify.1.zh",
            "expand.1.en",
            "expand.1.zh",
            "refine.1.en",
            "refine.1.zh",
            "respond.1.en",
            "respond.1.zh",
            "judge.1.en",
            "judge.1.zh",
            "compare.1.en",
            "compare.1.zh",
            "compare-instructions.1.en",
            "compare-instructions.1.zh",
            "audit.1.en",
            "audit.1.zh",
            "repair.1.en",
            "repair.1.zh");

    private StandardPrompts() {}

    /** Returns all prompts, the latest version of each. */
    public static List<PromptTemplate> load() {
        return NAMES.stream().map(StandardPrompts::load).toList();
    }

    private static PromptTemplate load(String name) {
        try (InputStream in = open(name + ".md")) {
            return PromptTemplate.read(name, in);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + FOLDER + name + ".md cannot be read", e);
        }
    }

    static InputStream open(String file) {
        InputStream in = StandardPrompts.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new IllegalStateException("The resource " + FOLDER + file + " is missing from this build of augment");
        }
        return in;
    }
}
