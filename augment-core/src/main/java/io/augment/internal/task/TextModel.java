package io.augment.internal.task;

import io.augment.Instruction;
import io.augment.internal.util.Hex;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Is a linear model over hashed n-grams with the names of its classes. Immutable and safe for use by many threads. */
public final class TextModel {
    private static final int MAX_LABELS = 10_000;
    private static final int MAX_FEATURES = 10_000_000;

    private final List<String> labels;
    private final Vocabulary vocabulary;
    private final SoftmaxModel model;
    private final double temperature;

    TextModel(List<String> labels, Vocabulary vocabulary, SoftmaxModel model, double temperature) {
        this.labels = List.copyOf(labels);
        this.vocabulary = vocabulary;
        this.model = model;
        this.temperature = temperature;
    }

    /** Returns the names of the classes. */
    public List<String> labels() {
        return labels;
    }

    /** Returns the probability of each class, in the order of {@link #labels()}. */
    public float[] probabilities(Instruction instruction) {
        float[] scores = new float[labels.size()];
        model.scores(vocabulary.vector(new TextFeatures().of(instruction)), scores);
        SoftmaxModel.softmax(scores, temperature);
        return scores;
    }

    /** Returns a short name that differs for different models. */
    public String fingerprint() {
        StringBuilder all = new StringBuilder(String.join("\n", labels));
        long hash = 0;
        for (float weight : model.weights()) {
            hash = hash * 31 + Float.floatToIntBits(weight);
        }
        for (int i = 0; i < vocabulary.size(); i++) {
            hash = hash * 31 + vocabulary.feature(i);
        }
        return Hex.sha256(all.append('\n').append(hash).toString(), 8);
    }

    /** Writes the model: a byte and a scale for each feature's weights, since more digits change no answer. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(labels.size());
        for (String label : labels) {
            out.writeUTF(label);
        }
        out.writeDouble(temperature);
        for (float bias : model.bias()) {
            out.writeFloat(bias);
        }
        out.writeInt(vocabulary.size());
        int classes = labels.size();
        byte[] row = new byte[classes];
        for (int i = 0; i < vocabulary.size(); i++) {
            out.writeLong(vocabulary.feature(i));
            out.writeFloat(vocabulary.idf(i));
            float scale = WeightBytes.scale(model.weights(), i * classes, classes);
            out.writeFloat(scale);
            WeightBytes.pack(model.weights(), i * classes, scale, row);
            out.write(row);
        }
    }

    /**
     * Reads a model.
     *
     * @throws IOException if the data are not one, or are damaged
     */
    public static TextModel read(DataInput in) throws IOException {
        int classes = in.readInt();
        if (classes < 1 || classes > MAX_LABELS) {
            throw new IOException("it names " + classes + " task types");
        }
        List<String> labels = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            labels.add(in.readUTF());
        }
        double temperature = in.readDouble();
        float[] bias = new float[classes];
        for (int k = 0; k < classes; k++) {
            bias[k] = in.readFloat();
        }
        int size = in.readInt();
        if (size < 0 || size > MAX_FEATURES || (long) size * classes > Integer.MAX_VALUE - 8 || !(temperature > 0)) {
            throw new IOException("it names " + size + " features at temperature " + temperature);
        }
        long[] features = new long[size];
        float[] idf = new float[size];
        float[] weights = new float[size * classes];
        byte[] row = new byte[classes];
        for (int i = 0; i < size; i++) {
            features[i] = in.readLong();
            idf[i] = in.readFloat();
            float scale = in.readFloat();
            in.readFully(row);
            WeightBytes.unpack(row, scale, weights, i * classes);
        }
        return new TextModel(
                labels, new Vocabulary(features, idf), new SoftmaxModel(classes, weights, bias), temperature);
    }
}
