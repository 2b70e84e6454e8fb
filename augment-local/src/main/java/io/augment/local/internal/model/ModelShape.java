package io.augment.local.internal.model;

import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import io.augment.local.internal.gguf.GgufFile;
import io.augment.local.internal.gguf.GgufMetadata;
import io.augment.local.internal.gguf.GgufTensor;
import io.augment.local.internal.tensor.Kernels;

/**
 * Holds the sizes of a model.
 *
 * @param architecture its architecture
 * @param vocabulary how many tokens there are
 * @param width values of a hidden state
 * @param layers how many layers
 * @param heads query heads
 * @param keyHeads key and value heads; divides {@code heads}
 * @param headWidth values of a head
 * @param feedForward inner values of the feed-forward part
 * @param context most positions that it was trained for
 * @param epsilon added to the mean square before its root is taken
 * @param ropeWidth values of a head that a position rotates
 * @param ropeBase base of the rotations' frequencies
 * @param ropeScale divides the positions; 1 for none
 */
public record ModelShape(
        Architecture architecture,
        int vocabulary,
        int width,
        int layers,
        int heads,
        int keyHeads,
        int headWidth,
        int feedForward,
        int context,
        double epsilon,
        int ropeWidth,
        double ropeBase,
        double ropeScale) {

    /** Returns the values of all query heads. */
    public int queryWidth() {
        return heads * headWidth;
    }

    /** Returns the values of all key heads, which are as many as those of all value heads. */
    public int keyWidth() {
        return keyHeads * headWidth;
    }

    /**
     * Reads the sizes.
     *
     * @throws ModelFileException if the architecture is not supported, or a size is missing or makes no sense
     */
    public static ModelShape read(GgufFile file) {
        GgufMetadata metadata = file.metadata();
        Architecture architecture = Architecture.of(file.path(), metadata.string("general.architecture"));
        Reader in = new Reader(file, architecture.key() + ".");
        String type = metadata.stringOrNull("general.type");
        if (type != null && !type.equals("model")) {
            throw in.unsupported("The file holds no model, but: " + type);
        }
        int width = in.size("embedding_length", 1 << 20);
        int heads = in.size("attention.head_count", 1 << 12);
        int keyHeads = in.size("attention.head_count_kv", heads, heads);
        int headWidth = in.size("attention.key_length", width / heads, 1 << 12);
        int ropeWidth = in.size("rope.dimension_count", headWidth, headWidth);
        if (heads % keyHeads != 0) {
            throw in.implausible(heads + " query heads cannot share " + keyHeads + " key heads.");
        }
        if (in.size("attention.value_length", headWidth, 1 << 12) != headWidth) {
            throw in.unsupported("Value heads that are not as wide as key heads are not supported.");
        }
        if (headWidth % Kernels.LANES != 0 || ropeWidth % 2 != 0) {
            throw in.implausible("The width of a head, " + headWidth + ", is no multiple of " + Kernels.LANES
                    + ", or the part of it that is rotated, " + ropeWidth + ", is odd.");
        }
        if (metadata.integer(architecture.key() + ".expert_count", 0) > 0) {
            throw in.unsupported("Models with experts are not supported.");
        }
        GgufTensor embedding = file.tensor("token_embd.weight");
        if (embedding.rows() > 1 << 24) {
            throw in.implausible("A vocabulary of " + embedding.rows() + " tokens is larger than any known model's.");
        }
        return new ModelShape(
                architecture,
                (int) embedding.rows(),
                width,
                in.size("block_count", 1 << 12),
                heads,
                keyHeads,
                headWidth,
                in.size("feed_forward_length", 1 << 22),
                in.size("context_length", 1 << 24),
                in.number("attention.layer_norm_rms_epsilon", 1e-6, 0, 1),
                ropeWidth,
                in.number("rope.freq_base", 10_000, 1, 1e12),
                in.ropeScale());
    }

    private record Reader(GgufFile file, String prefix) {
        int size(String key, int most) {
            return size(key, file.metadata().integer(prefix + key), most);
        }

        int size(String key, int other, int most) {
            return size(key, file.metadata().integer(prefix + key, other), most);
        }

        private int size(String key, long value, int most) {
            if (value < 1 || value > most) {
                throw implausible("The metadata entry " + prefix + key + " is " + Long.toUnsignedString(value)
                        + ", but must lie between 1 and " + most + ".");
            }
            return (int) value;
        }

        double number(String key, double other, double least, double most) {
            double value = file.metadata().number(prefix + key, other);
            if (!(value >= least && value <= most)) {
                throw implausible("The metadata entry " + prefix + key + " is " + value + ", but must lie between "
                        + least + " and " + most + ".");
            }
            return value;
        }

        double ropeScale() {
            String type = file.metadata().stringOrNull(prefix + "rope.scaling.type");
            if (type == null || type.equals("none")) {
                return 1;
            }
            if (!type.equals("linear")) {
                throw unsupported("Rope scaling \"" + type + "\" is not supported; supported is linear.");
            }
            return number("rope.scaling.factor", 1, 1e-3, 1e3);
        }

        ModelFileException implausible(String sentence) {
            return new ModelFileException(file.path(), Problem.IMPLAUSIBLE_DIMENSIONS, sentence);
        }

        ModelFileException unsupported(String sentence) {
            return new ModelFileException(file.path(), Problem.UNSUPPORTED_ARCHITECTURE, sentence);
        }
    }
}
