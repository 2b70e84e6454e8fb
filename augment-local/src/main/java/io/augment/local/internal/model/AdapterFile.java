package io.augment.local.internal.model;

import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import io.augment.local.internal.gguf.GgufFile;
import io.augment.local.internal.gguf.GgufTensor;
import io.augment.local.internal.tensor.Matrix;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file of low-rank changes (Hu et al., LoRA, arXiv 2106.09685) to a model's matrices. */
final class AdapterFile {
    private final GgufFile file;
    private final double alpha;
    private final Set<String> used = new HashSet<>();

    AdapterFile(GgufFile file, ModelShape shape) {
        this.file = file;
        String architecture = file.metadata().string("general.architecture");
        String type = file.metadata().stringOrNull("adapter.type");
        if (!"lora".equals(type)) {
            throw unsupported("The file is no LoRA adapter (its adapter.type is " + type + ").");
        }
        if (!architecture.equals(shape.architecture().key())) {
            throw unsupported("The adapter is made for " + architecture + " models, and this one is "
                    + shape.architecture().key() + ".");
        }
        this.alpha = file.metadata().number("adapter.lora.alpha");
    }

    /** Returns the change to a matrix, or null where there is none. */
    Projection.@Nullable LowRank pair(String name, int columns, int rows) {
        GgufTensor down = file.tensorOrNull(name + ".lora_a");
        if (down == null) {
            return null;
        }
        GgufTensor up = file.tensor(name + ".lora_b");
        used.add(down.name());
        used.add(up.name());
        if (down.columns() != columns || up.rows() != rows || up.columns() != down.rows()) {
            throw new ModelFileException(
                    file.path(),
                    Problem.IMPLAUSIBLE_DIMENSIONS,
                    "The adapter's tensors for " + name + " are " + down.shape() + " and " + up.shape()
                            + ", but the model's is " + columns + " x " + rows + ".");
        }
        return new Projection.LowRank(Matrix.of(file, down), Matrix.of(file, up), (float) (alpha / down.rows()));
    }

    void checkAllUsed() {
        for (String name : file.tensors().keySet()) {
            if (!used.contains(name)) {
                throw unsupported("The adapter's tensor " + name + " has no place in the model.");
            }
        }
    }

    private ModelFileException unsupported(String sentence) {
        return new ModelFileException(file.path(), Problem.UNSUPPORTED_ARCHITECTURE, sentence);
    }
}
