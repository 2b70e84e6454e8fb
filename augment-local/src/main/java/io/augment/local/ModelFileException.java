package io.augment.local;

import io.augment.AugmentException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Says that a model file cannot be used: which file, what is wrong with it, and which part of it.
 *
 * <p>It is thrown while a model is opened, before any memory is taken for its weights.
 */
public final class ModelFileException extends AugmentException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /**
     * Creates an exception.
     *
     * @param file the model file
     * @param problem what is wrong
     * @param sentence a sentence for people, about the part that is wrong; the file's name is put in front of it
     */
    public ModelFileException(Path file, Problem problem, String sentence) {
        this(file, problem, sentence, null);
    }

    /**
     * Creates an exception with its cause.
     *
     * @param file the model file
     * @param problem what is wrong
     * @param sentence a sentence for people, about the part that is wrong; the file's name is put in front of it
     * @param cause what led to it, or null
     */
    public ModelFileException(Path file, Problem problem, String sentence, @Nullable Throwable cause) {
        super(file + ": " + sentence, cause);
        this.problem = problem;
    }

    /** Returns what is wrong with the file. */
    public Problem problem() {
        return problem;
    }

    /** Names what can be wrong with a model file. */
    public enum Problem {
        /** The file is not there or cannot be read. */
        UNREADABLE,
        /** The file is no GGUF file. */
        NOT_GGUF,
        /** The file ends before its content does, as after a broken download. */
        TRUNCATED,
        /** The file has a version of GGUF that is not supported. */
        UNSUPPORTED_VERSION,
        /** A count or a length is larger than the file can hold. */
        IMPLAUSIBLE_COUNT,
        /** The metadata breaks the rules of GGUF. */
        DAMAGED_METADATA,
        /** A tensor lies outside the file. */
        TENSOR_OUT_OF_BOUNDS,
        /** The dimensions of a tensor, or the shape of the model, make no sense. */
        IMPLAUSIBLE_DIMENSIONS,
        /** A tensor has a type that is not supported. */
        UNSUPPORTED_TYPE,
        /** The model has an architecture, or a feature of one, that is not supported. */
        UNSUPPORTED_ARCHITECTURE,
        /** The model's tokenizer or chat template is not supported. */
        UNSUPPORTED_TEXT,
        /** A metadata entry or a tensor that the model needs is not there, or is of another kind. */
        MISSING_PART,
        /** The model needs more memory than the JVM has. */
        TOO_LARGE
    }
}
