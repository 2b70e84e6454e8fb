package io.augment.task;

import io.augment.internal.task.TaxonomyFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists the kinds of tasks that a data set is sorted into: their names, what belongs to each, examples, and the share that each
 * should have. Immutable and safe for use by many threads.
 *
 * <p>One comes with the library: the 32 types of the DistilQwen2 recipe. One's own is written in Java or read from a file:
 *
 * <pre>{@code
 * TaskTaxonomy support = TaskTaxonomy.builder("support")
 *         .type("Refund", "Wants money back.", 2, List.of("I want my money back."))
 *         .type("Question", "Asks how something works.", 3, List.of("How do I reset it?"))
 *         .build();
 * TaskMix mix = support.mix();
 * }</pre>
 *
 * <p>A file holds the same as JSON; only names are needed:
 *
 * <pre>{@code
 * {"name": "support", "others": "Others", "types": [
 *   {"name": "Refund", "description": "Wants money back.", "examples": ["I want my money back."], "share": 2},
 *   {"name": "Question", "share": 3}]}
 * }</pre>
 */
public final class TaskTaxonomy {
    private final String name;
    private final String others;
    private final Map<String, TaskType> types;

    private TaskTaxonomy(Builder builder) {
        this.name = builder.name;
        this.others = builder.others;
        this.types = new LinkedHashMap<>(builder.types);
        types.putIfAbsent(others, new TaskType(others, "All that fits no other type.", List.of(), BigDecimal.ZERO));
    }

    /** Returns the 32 types of the DistilQwen2 recipe with their shares, see {@link TaskTypes}. */
    public static TaskTaxonomy distilQwen2() {
        return Standard.TAXONOMY;
    }

    /** Starts a taxonomy of one's own. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * Reads a taxonomy from a JSON file.
     *
     * @throws IllegalArgumentException if it does not hold one; the message says what is wrong
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static TaskTaxonomy read(Path file) {
        return of(TaxonomyFile.read(file));
    }

    private static TaskTaxonomy of(TaxonomyFile file) {
        Builder builder = builder(file.name()).others(file.others());
        file.types().forEach(type -> builder.type(type.name(), type.description(), type.share(), type.examples()));
        return builder.build();
    }

    /** Returns the taxonomy's name. */
    public String name() {
        return name;
    }

    /** Returns the name of the type of what fits no other; it is always among the types. */
    public String others() {
        return others;
    }

    /** Returns the types in their order. */
    public List<TaskType> types() {
        return List.copyOf(types.values());
    }

    /** Returns the names of the types in their order. */
    public List<String> names() {
        return List.copyOf(types.keySet());
    }

    /** Returns the type of this name, whatever its case and the space around it, or null where there is none. */
    public @Nullable TaskType find(String typeName) {
        TaskType exact = types.get(typeName);
        if (exact != null) {
            return exact;
        }
        String wanted = typeName.strip().toLowerCase(Locale.ROOT);
        for (TaskType type : types.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                return type;
            }
        }
        return null;
    }

    /**
     * Returns the mix of the types' shares.
     *
     * @throws IllegalArgumentException if all shares are 0
     */
    public TaskMix mix() {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        types.forEach((typeName, type) -> shares.put(typeName, type.share()));
        return TaskMix.named(name, shares);
    }

    @Override
    public String toString() {
        return "TaskTaxonomy[" + name + ", " + types.size() + " types]";
    }

    /** Reads the standard taxonomy when it is first asked for. */
    private static final class Standard {
        static final TaskTaxonomy TAXONOMY = load();

        private Standard() {}

        private static TaskTaxonomy load() {
            TaxonomyFile file = TaxonomyFile.resource("distilqwen2.json");
            Builder builder = builder(file.name()).others(file.others());
            Map<String, TaskType> described = new LinkedHashMap<>();
            file.types().forEach(type -> described.put(type.name(), type));
            TaskTypes.targetShares().forEach((typeName, share) -> {
                TaskType type = described.getOrDefault(typeName, new TaskType(typeName, "", List.of(), share));
                builder.type(typeName, type.description(), share, type.examples());
            });
            return builder.build();
        }
    }

    /** Builds a {@link TaskTaxonomy}. Not safe for use by many threads. */
    public static final class Builder {
        private final String name;
        private final Map<String, TaskType> types = new LinkedHashMap<>();
        private String others = TaskTypes.OTHERS;

        private Builder(String name) {
            this.name = name;
        }

        /** Adds a type without description and examples, with a share of 1. */
        public Builder type(String typeName) {
            return type(typeName, "", 1, List.of());
        }

        /**
         * Adds a type.
         *
         * @param share any unit, since only proportions count
         * @throws IllegalArgumentException if the name is blank or taken, or the share is negative
         */
        public Builder type(String typeName, String description, Number share, List<String> examples) {
            TaskType type = new TaskType(typeName, description, examples, new BigDecimal(share.toString()));
            if (types.putIfAbsent(typeName, type) != null) {
                throw new IllegalArgumentException("The taxonomy " + name + " has the type " + typeName + " already");
            }
            return this;
        }

        /** Sets the name of the type of what fits no other; {@link TaskTypes#OTHERS} unless set. Added where it is missing. */
        public Builder others(String typeName) {
            this.others = typeName;
            return this;
        }

        /**
         * Creates the taxonomy.
         *
         * @throws IllegalArgumentException if there is no type
         */
        public TaskTaxonomy build() {
            if (types.isEmpty()) {
                throw new IllegalArgumentException("The taxonomy " + name + " needs at least one task type");
            }
            return new TaskTaxonomy(this);
        }
    }
}
