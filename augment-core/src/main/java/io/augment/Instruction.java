package io.augment;

import io.augment.internal.util.ContentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a user asks of a model: the text, its optional input, and all that the run knows about it.
 *
 * <p>An instruction may carry the {@link #response()} that it was read with. Strategies that change what is asked must
 * drop it, or know that it is still right.
 *
 * <p>Immutable. Two instructions are equal when all their fields are.
 *
 * <pre>{@code
 * Instruction seed = Instruction.of("Name three rivers of France.");
 * Instruction rich = Instruction.builder("Translate to German.").input("Good morning").task("Multilingual").build();
 * }</pre>
 */
public final class Instruction implements Example {
    /** Null until it is asked for, where it is made from the content; two threads would make the same one. */
    private @Nullable String id;

    private final String text;
    private final String input;
    private final String system;
    private final List<Turn> history;
    private final @Nullable String task;
    private final @Nullable String language;
    private final @Nullable String response;
    private final List<String> rejectedResponses;
    private final Map<String, String> metadata;
    private final @Nullable Origin origin;
    private final Provenance provenance;

    private Instruction(Builder builder) {
        this.text = builder.text;
        this.input = builder.input;
        this.system = builder.system;
        this.history = List.copyOf(builder.history);
        this.task = builder.task;
        this.language = builder.language;
        this.response = builder.response;
        this.rejectedResponses = List.copyOf(builder.rejectedResponses);
        this.metadata = builder.metadata.isEmpty()
                ? Collections.emptyMap()
                : Collections.unmodifiableMap(new LinkedHashMap<>(builder.metadata));
        this.origin = builder.origin;
        this.provenance = builder.provenance;
        this.id = builder.id;
    }

    /**
     * Creates an instruction from its text alone.
     *
     * @throws NullPointerException if {@code text} is null
     */
    public static Instruction of(String text) {
        return builder(text).build();
    }

    /** Starts an instruction with this text. */
    public static Builder builder(String text) {
        return new Builder(text);
    }

    /** Starts a copy with all fields of this instruction, the response included. */
    public Builder toBuilder() {
        Builder builder = new Builder(text);
        builder.id = id();
        builder.input = input;
        builder.system = system;
        builder.history = history;
        builder.task = task;
        builder.language = language;
        builder.response = response;
        builder.rejectedResponses = rejectedResponses;
        builder.metadata = metadata;
        builder.origin = origin;
        builder.provenance = provenance;
        return builder;
    }

    /** Returns a copy with another text and without the response, which answered the old one. */
    public Instruction withText(String newText) {
        return toBuilder().text(newText).response(null).build();
    }

    @Override
    public Instruction instruction() {
        return this;
    }

    /** Returns the identifier; made from the content where none was given. */
    @Override
    public String id() {
        String known = id;
        if (known == null) {
            known = ContentId.of(text, input, system, history);
            id = known;
        }
        return known;
    }

    /** Returns what is asked. */
    public String text() {
        return text;
    }

    /** Returns the material that the text speaks about, or an empty string. */
    public String input() {
        return input;
    }

    /** Returns the system prompt that belongs to the record, or an empty string. */
    public String system() {
        return system;
    }

    /** Returns the turns of the conversation before this instruction, oldest first. */
    public List<Turn> history() {
        return history;
    }

    /** Returns the task type, or null when it was not classified. */
    public @Nullable String task() {
        return task;
    }

    /** Returns the language as an ISO 639-1 code, or null when it is not known. */
    public @Nullable String language() {
        return language;
    }

    /** Returns the response that the instruction was read with, or null. */
    @Override
    public @Nullable String response() {
        return response;
    }

    /**
     * Returns responses that are known to be worse than {@link #response()}, the better ones first; empty for most records.
     * They answer the same text, and are dropped together with the response.
     */
    public List<String> rejectedResponses() {
        return rejectedResponses;
    }

    /** Returns null: only pairs are judged. */
    @Override
    public @Nullable Verdict verdict() {
        return null;
    }

    /** Returns the user's own columns in the order in which they were read. */
    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Returns where the record, or the seed that it descends from, was read; null for records made in memory. */
    public @Nullable Origin origin() {
        return origin;
    }

    /** Returns the steps that made this record. */
    public Provenance provenance() {
        return provenance;
    }

    /** Returns the text followed by the input, as one prompt for a model. */
    public String prompt() {
        return input.isEmpty() ? text : text + "\n\n" + input;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Instruction that
                && id().equals(that.id())
                && text.equals(that.text)
                && input.equals(that.input)
                && system.equals(that.system)
                && history.equals(that.history)
                && Objects.equals(task, that.task)
                && Objects.equals(language, that.language)
                && Objects.equals(response, that.response)
                && rejectedResponses.equals(that.rejectedResponses)
                && metadata.equals(that.metadata)
                && Objects.equals(origin, that.origin)
                && provenance.equals(that.provenance);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id(), text, input, response);
    }

    @Override
    public String toString() {
        return "Instruction[" + id() + ": " + (text.length() <= 80 ? text : text.substring(0, 77) + "...") + "]";
    }

    /** Builds an {@link Instruction}. Not safe for use by many threads. */
    public static final class Builder {
        private @Nullable String id;
        private String text;
        private String input = "";
        private String system = "";
        private List<Turn> history = List.of();
        private @Nullable String task;
        private @Nullable String language;
        private @Nullable String response;
        private List<String> rejectedResponses = List.of();
        private Map<String, String> metadata = Map.of();
        private @Nullable Origin origin;
        private Provenance provenance = Provenance.none();

        private Builder(String text) {
            this.text = Objects.requireNonNull(text, "text");
        }

        /** Sets the identifier. */
        public Builder id(String value) {
            this.id = Objects.requireNonNull(value, "id");
            return this;
        }

        /** Sets what is asked; leaves the response as it is. */
        public Builder text(String value) {
            this.text = Objects.requireNonNull(value, "text");
            return this;
        }

        /** Sets the material that the text speaks about; empty for none. */
        public Builder input(String value) {
            this.input = Objects.requireNonNull(value, "input");
            return this;
        }

        /** Sets the system prompt; empty for none. */
        public Builder system(String value) {
            this.system = Objects.requireNonNull(value, "system");
            return this;
        }

        /** Sets the turns before this instruction, oldest first. */
        public Builder history(List<Turn> value) {
            this.history = value.isEmpty() ? List.of() : new ArrayList<>(value);
            return this;
        }

        /** Sets the task type. */
        public Builder task(@Nullable String value) {
            this.task = value;
            return this;
        }

        /** Sets the language, an ISO 639-1 code such as {@code en} or {@code zh}. */
        public Builder language(@Nullable String value) {
            this.language = value;
            return this;
        }

        /** Sets the response or, with null, drops it together with the rejected ones, which answered the same text. */
        public Builder response(@Nullable String value) {
            this.response = value;
            if (value == null) {
                this.rejectedResponses = List.of();
            }
            return this;
        }

        /** Sets responses that are known to be worse than the response, the better ones first. */
        public Builder rejectedResponses(List<String> value) {
            this.rejectedResponses = value.isEmpty() ? List.of() : new ArrayList<>(value);
            return this;
        }

        /** Replaces the user's own columns. */
        public Builder metadata(Map<String, String> value) {
            this.metadata = value.isEmpty() ? Map.of() : new LinkedHashMap<>(value);
            return this;
        }

        /** Sets where the record was read. */
        public Builder origin(@Nullable Origin value) {
            this.origin = value;
            return this;
        }

        /** Sets the steps that made the record; the engine does this. */
        public Builder provenance(Provenance value) {
            this.provenance = Objects.requireNonNull(value, "provenance");
            return this;
        }

        /** Creates the instruction. */
        public Instruction build() {
            return new Instruction(this);
        }
    }
}
