package io.augment.chat;

import io.augment.internal.chat.prompt.StandardPrompts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the prompts of the built-in strategies by identifier and language, and lets users replace them.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * PromptLibrary mine = PromptLibrary.standard().with(PromptTemplate.read(Path.of("prompts/refine.mine.en.md")));
 * InstructionRefiner refiner = InstructionRefiner.builder(teacher).prompts(mine).build();
 * }</pre>
 */
public final class PromptLibrary {
    /** The language that is used where a prompt is not there in the wanted one. */
    private static final String DEFAULT_LANGUAGE = "en";

    private final Map<String, Map<String, PromptTemplate>> prompts;

    private PromptLibrary(Map<String, Map<String, PromptTemplate>> prompts) {
        this.prompts = prompts;
    }

    /** Returns the library's own prompts: {@code expand}, {@code refine}, {@code respond}, {@code judge}, {@code repair}. */
    public static PromptLibrary standard() {
        return Standard.LIBRARY;
    }

    /**
     * Returns a copy in which this template takes the place of the one with its identifier and language, or stands beside the
     * others where there was none.
     *
     * @throws IllegalArgumentException if the template's variables differ from those of the prompt with its identifier
     */
    public PromptLibrary with(PromptTemplate template) {
        Map<String, PromptTemplate> old = prompts.getOrDefault(template.id(), Map.of());
        for (PromptTemplate other : old.values()) {
            Set<String> expected = other.variables();
            if (!expected.equals(template.variables())) {
                throw new IllegalArgumentException(
                        "The prompt " + template.ref().id() + " must have the places " + expected + " like "
                                + other.ref().id() + ", but has " + template.variables());
            }
        }
        Map<String, PromptTemplate> languages = new TreeMap<>(old);
        languages.put(template.language(), template);
        Map<String, Map<String, PromptTemplate>> all = new LinkedHashMap<>(prompts);
        all.put(template.id(), Collections.unmodifiableMap(languages));
        return new PromptLibrary(Collections.unmodifiableMap(all));
    }

    /**
     * Returns the prompt in this language; in English where there is none in it.
     *
     * @param id identifier of the prompt, such as {@code expand}
     * @param language an ISO 639-1 code, or null when it is not known
     * @throws IllegalArgumentException if there is no such prompt in either language
     */
    public PromptTemplate find(String id, @Nullable String language) {
        Map<String, PromptTemplate> languages = prompts.getOrDefault(Objects.requireNonNull(id, "id"), Map.of());
        PromptTemplate found = language == null ? null : languages.get(language);
        if (found == null) {
            found = languages.get(DEFAULT_LANGUAGE);
        }
        if (found == null) {
            throw new IllegalArgumentException("There is no prompt " + id + " in English"
                    + (language == null ? "" : " or in " + language) + "; there are " + all());
        }
        return found;
    }

    /** Returns all prompts in a stable order. */
    public List<PromptTemplate> all() {
        List<PromptTemplate> all = new ArrayList<>();
        prompts.values().forEach(languages -> all.addAll(languages.values()));
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return "PromptLibrary" + all();
    }

    /** Reads the resources when they are first asked for. */
    private static final class Standard {
        static final PromptLibrary LIBRARY = load();

        private Standard() {}

        private static PromptLibrary load() {
            PromptLibrary library = new PromptLibrary(Map.of());
            for (PromptTemplate template : StandardPrompts.load()) {
                library = library.with(template);
            }
            return library;
        }
    }
}
