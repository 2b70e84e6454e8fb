package io.augment.task;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.internal.task.MappingFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps the categories of another taxonomy to task types, where they correspond.
 *
 * <p>A category may correspond to several types, the likeliest first: a question of MT-Bench's category {@code stem} may be
 * about physics or about biology. A category that tells only the form of an answer corresponds to none. Immutable and safe
 * for use by many threads.
 *
 * <pre>{@code
 * TaskMapping mapping = TaskMapping.superNaturalInstructions();
 * String task = mapping.taskOf("Translation"); // Multilingual
 * TaskClassifier classifier = mapping.classifier("category", TaskClassifier.builtIn());
 * }</pre>
 */
public final class TaskMapping {
    private final String name;
    private final Map<String, List<String>> tasks;

    private TaskMapping(String name, Map<String, List<String>> tasks) {
        this.name = name;
        this.tasks = new LinkedHashMap<>();
        tasks.forEach((category, types) -> this.tasks.put(key(category), List.copyOf(types)));
    }

    /** Returns the mapping of the categories of databricks-dolly-15k. */
    public static TaskMapping dolly() {
        return standard("dolly");
    }

    /** Returns the mapping of the categories of BELLE's evaluation set and of its 3.5M training set. */
    public static TaskMapping belle() {
        return standard("belle");
    }

    /** Returns the mapping of the categories of MT-Bench and of the Vicuna questions. */
    public static TaskMapping mtBench() {
        return standard("mt-bench");
    }

    /** Returns the mapping of the categories of Super-NaturalInstructions. */
    public static TaskMapping superNaturalInstructions() {
        return standard("super-ni");
    }

    /**
     * Returns a mapping that comes with the library.
     *
     * @param name {@code dolly}, {@code belle}, {@code mt-bench} or {@code super-ni}
     * @throws IllegalArgumentException if it is none of these
     */
    public static TaskMapping named(String name) {
        if (!MappingFile.STANDARD.contains(name)) {
            throw new IllegalArgumentException("There is no mapping \"" + name + "\"; there are "
                    + String.join(", ", MappingFile.STANDARD) + ", and files of one's own.");
        }
        return standard(name);
    }

    private static TaskMapping standard(String name) {
        return new TaskMapping(name, MappingFile.standard(name));
    }

    /**
     * Reads a mapping from a file: in each line a category, a tab, and task types set apart by semicolons; lines that begin
     * with {@code #} are skipped.
     *
     * @throws IllegalArgumentException if a line is not of that form
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static TaskMapping read(Path file) {
        return new TaskMapping(file.toString(), MappingFile.read(file));
    }

    /** Returns a mapping of one's own: category to task types, the likeliest first. */
    public static TaskMapping of(Map<String, List<String>> tasks) {
        return new TaskMapping("custom", tasks);
    }

    /** Returns the mapping's name. */
    public String name() {
        return name;
    }

    /** Returns the categories that correspond to a task type, in lower case. */
    public Set<String> categories() {
        return Set.copyOf(tasks.keySet());
    }

    /** Returns the task types that a category corresponds to, the likeliest first; empty where it corresponds to none. */
    public List<String> tasksOf(String category) {
        return tasks.getOrDefault(key(category), List.of());
    }

    /** Returns the likeliest task type of a category, or null where it corresponds to none. */
    public @Nullable String taskOf(String category) {
        List<String> all = tasksOf(category);
        return all.isEmpty() ? null : all.get(0);
    }

    /**
     * Returns a classifier that goes by a category which the records bring along.
     *
     * <p>Where a category corresponds to one type, that is the answer. Where it corresponds to several, or to none, or a record
     * has no category, the other classifier is asked; an answer of its that the category excludes becomes the likeliest of the
     * category's types.
     *
     * @param field the metadata in which the category stands
     * @param otherwise who is asked where the category does not decide
     */
    public TaskClassifier classifier(String field, TaskClassifier otherwise) {
        return new TaskClassifier() {
            @Override
            public TaskLabel classify(Instruction instruction, StageContext context) {
                String category = instruction.metadata().get(field);
                List<String> possible = category == null ? List.of() : tasksOf(category);
                if (possible.size() == 1) {
                    return new TaskLabel(possible.get(0), 1);
                }
                TaskLabel label = otherwise.classify(instruction, context);
                return possible.isEmpty() || possible.contains(label.task())
                        ? label
                        : new TaskLabel(possible.get(0), 1.0 / possible.size());
            }

            @Override
            public String name() {
                return "mapped-" + TaskMapping.this.name + ", " + otherwise.name();
            }
        };
    }

    private static String key(String category) {
        return category.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "TaskMapping[" + name + ", " + tasks.size() + " categories]";
    }
}
