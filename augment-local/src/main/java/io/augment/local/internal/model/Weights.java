package io.augment.local.internal.model;

import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import io.augment.local.internal.gguf.GgufFile;
import io.augment.local.internal.gguf.GgufTensor;
import io.augment.local.internal.model.Projection.Vector;
import io.augment.local.internal.tensor.KernelChoice;
import io.augment.local.internal.tensor.Kernels;
import io.augment.local.internal.tensor.Matrix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a model's weights: matrices as maps of the file, short vectors in memory. Immutable. */
public final class Weights {
    private final ModelShape shape;
    private final Matrix embedding;
    private final List<Layer> layers;
    private final Vector outputNorm;
    private final Projection output;
    private final @Nullable Vector ropeDivisors;

    private Weights(Loader loader) {
        this.shape = loader.shape;
        this.embedding = loader.matrix("token_embd.weight", shape.width(), shape.vocabulary());
        this.layers = new ArrayList<>();
        for (int i = 0; i < shape.layers(); i++) {
            layers.add(loader.layer("blk." + i + "."));
        }
        this.outputNorm = loader.vector("output_norm.weight", shape.width());
        this.output = loader.file.tensorOrNull("output.weight") == null
                ? new Projection(embedding, null, List.of())
                : loader.projection("output", shape.width(), shape.vocabulary());
        this.ropeDivisors = loader.vectorOrNull("rope_freqs.weight", shape.ropeWidth() / 2);
    }

    /**
     * Holds a layer's weights.
     *
     * @param queryNorm norm of each query head, or null
     * @param keyNorm norm of each key head, or null
     */
    record Layer(
            Vector attentionNorm,
            Projection query,
            Projection key,
            Projection value,
            @Nullable Vector queryNorm,
            @Nullable Vector keyNorm,
            Projection attentionOutput,
            Vector feedForwardNorm,
            Projection gate,
            Projection up,
            Projection down) {}

    /** Loads a model without adapters. */
    public static Weights load(GgufFile file) {
        return load(file, List.of());
    }

    /**
     * Loads a model with adapters; none of them is in use until a cache says so.
     *
     * @throws ModelFileException if the model is not supported, or a tensor is missing or has another shape than it should
     */
    public static Weights load(GgufFile file, List<GgufFile> adapters) {
        ModelShape shape = ModelShape.read(file);
        // Each layer has tensors of its own: a count beyond them would make a long loop of nothing.
        if (shape.layers() > file.tensors().size()) {
            throw new ModelFileException(
                    file.path(),
                    Problem.IMPLAUSIBLE_DIMENSIONS,
                    "The metadata promise " + shape.layers() + " layers, more than there are tensors.");
        }
        Loader loader = new Loader(file, shape, adapters);
        Weights weights = new Weights(loader);
        loader.checkAllUsed();
        return weights;
    }

    /** Returns the model's sizes. */
    public ModelShape shape() {
        return shape;
    }

    Matrix embedding() {
        return embedding;
    }

    List<Layer> layers() {
        return layers;
    }

    Vector outputNorm() {
        return outputNorm;
    }

    Projection output() {
        return output;
    }

    Rope rope() {
        return new Rope(shape, ropeDivisors == null ? null : ropeDivisors.values);
    }

    private static final class Loader {
        final GgufFile file;
        final ModelShape shape;
        private final List<AdapterFile> adapters = new ArrayList<>();
        private final Set<String> used = new HashSet<>();
        private final Kernels kernels = KernelChoice.scalar();

        Loader(GgufFile file, ModelShape shape, List<GgufFile> adapterFiles) {
            this.file = file;
            this.shape = shape;
            for (GgufFile adapter : adapterFiles) {
                adapters.add(new AdapterFile(adapter, shape));
            }
        }

        Layer layer(String prefix) {
            int width = shape.width();
            return new Layer(
                    vector(prefix + "attn_norm.weight", width),
                    projection(prefix + "attn_q", width, shape.queryWidth()),
                    projection(prefix + "attn_k", width, shape.keyWidth()),
                    projection(prefix + "attn_v", width, shape.keyWidth()),
                    headNorm(prefix + "attn_q_norm.weight"),
                    headNorm(prefix + "attn_k_norm.weight"),
                    projection(prefix + "attn_output", shape.queryWidth(), width),
                    vector(prefix + "ffn_norm.weight", width),
                    projection(prefix + "ffn_gate", width, shape.feedForward()),
                    projection(prefix + "ffn_up", width, shape.feedForward()),
                    projection(prefix + "ffn_down", shape.feedForward(), width));
        }

        private @Nullable Vector headNorm(String name) {
            return shape.architecture() == Architecture.QWEN3
                    ? vector(name, shape.headWidth())
                    : vectorOrNull(name, shape.headWidth());
        }

        Projection projection(String name, int columns, int rows) {
            Matrix matrix = matrix(name + ".weight", columns, rows);
            Vector bias = vectorOrNull(name + ".bias", rows);
            List<Projection.@Nullable LowRank> pairs = new ArrayList<>();
            for (AdapterFile adapter : adapters) {
                pairs.add(adapter.pair(name + ".weight", columns, rows));
            }
            return new Projection(matrix, bias, pairs);
        }

        Matrix matrix(String name, int columns, int rows) {
            return Matrix.of(file, checked(file.tensor(name), columns, rows));
        }

        Vector vector(String name, int length) {
            GgufTensor tensor = checked(file.tensor(name), length, 1);
            float[] values = new float[Kernels.padded(length)];
            Matrix.of(file, tensor).unpackRow(kernels, 0, values, 0);
            return new Vector(values);
        }

        @Nullable
        Vector vectorOrNull(String name, int length) {
            return file.tensorOrNull(name) == null ? null : vector(name, length);
        }

        private GgufTensor checked(GgufTensor tensor, int columns, int rows) {
            used.add(tensor.name());
            if (tensor.columns() != columns || tensor.rows() != rows) {
                throw new ModelFileException(
                        file.path(),
                        Problem.IMPLAUSIBLE_DIMENSIONS,
                        "Tensor " + tensor.name() + " is " + tensor.shape() + ", but the metadata ask for " + columns
                                + " x " + rows + ".");
            }
            return tensor;
        }

        /** A tensor that nothing uses belongs to a model that this is not. */
        void checkAllUsed() {
            for (String name : file.tensors().keySet()) {
                if (!used.contains(name)) {
                    throw new ModelFileException(
                            file.path(),
                            Problem.UNSUPPORTED_ARCHITECTURE,
                            "Tensor " + name + " is no part of a "
                                    + shape.architecture().key() + " model as this engine knows it.");
                }
            }
            adapters.forEach(AdapterFile::checkAllUsed);
        }
    }
}
