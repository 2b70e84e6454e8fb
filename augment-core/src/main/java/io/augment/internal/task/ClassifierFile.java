package io.augment.internal.task;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Writes a learned classifier to one packed file and reads it back; the packing's checksum tells damage. */
public final class ClassifierFile {
    private static final String MARK = "augment task classifier 1";
    private static final int MAX_ANSWERS = 5_000_000;

    private ClassifierFile() {}

    /**
     * Holds a classifier.
     *
     * @param figures what its cross-validation showed
     * @param model the model
     */
    public record Content(Figures figures, TextModel model) {}

    /** Holds the threshold for Others and the figures of a cross-validation. */
    public record Figures(
            double threshold,
            int folds,
            double accuracy,
            double macroF1,
            double baselineAccuracy,
            double baselineMacroF1,
            double majority,
            Map<String, Double> f1,
            double[] confidences,
            boolean[] right) {}

    /**
     * Writes a classifier; the file appears when it is complete.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(Path file, Content content) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileOutputStream to = new FileOutputStream(unfinished.toFile());
                    DataOutputStream out =
                            new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(to, 1 << 16)))) {
                out.writeUTF(MARK);
                writeFigures(content.figures(), out);
                content.model().write(out);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The classifier cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private static void writeFigures(Figures figures, DataOutputStream out) throws IOException {
        out.writeDouble(figures.threshold());
        out.writeInt(figures.folds());
        out.writeDouble(figures.accuracy());
        out.writeDouble(figures.macroF1());
        out.writeDouble(figures.baselineAccuracy());
        out.writeDouble(figures.baselineMacroF1());
        out.writeDouble(figures.majority());
        out.writeInt(figures.f1().size());
        for (Map.Entry<String, Double> score : figures.f1().entrySet()) {
            out.writeUTF(score.getKey());
            out.writeDouble(score.getValue());
        }
        out.writeInt(figures.right().length);
        for (int i = 0; i < figures.right().length; i++) {
            out.writeDouble(figures.confidences()[i]);
            out.writeBoolean(figures.right()[i]);
        }
    }

    /**
     * Reads a classifier.
     *
     * @throws IllegalArgumentException if the file is none, or is damaged
     * @throws UncheckedIOException if it cannot be read
     */
    public static Content read(Path file) {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16)))) {
            String mark = in.readUTF();
            if (!mark.equals(MARK)) {
                throw new IOException("it does not begin with \"" + MARK + "\"");
            }
            Figures figures = readFigures(in);
            TextModel model = TextModel.read(in);
            if (in.read() >= 0) {
                throw new IOException("something follows after its end");
            }
            return new Content(figures, model);
        } catch (FileSystemException e) {
            throw new UncheckedIOException(
                    "The classifier " + file + " cannot be read: "
                            + (e.getReason() == null ? "there is no such file" : e.getReason()),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The file " + file + " is no task classifier, or is damaged (" + e.getMessage()
                            + "). Make one with train-classifier.",
                    e);
        }
    }

    private static Figures readFigures(DataInputStream in) throws IOException {
        double threshold = in.readDouble();
        int folds = in.readInt();
        double accuracy = in.readDouble();
        double macroF1 = in.readDouble();
        double baselineAccuracy = in.readDouble();
        double baselineMacroF1 = in.readDouble();
        double majority = in.readDouble();
        Map<String, Double> f1 = new LinkedHashMap<>();
        for (int left = count(in); left > 0; left--) {
            String label = in.readUTF();
            f1.put(label, in.readDouble());
        }
        int answers = count(in);
        double[] confidences = new double[answers];
        boolean[] right = new boolean[answers];
        for (int i = 0; i < answers; i++) {
            confidences[i] = in.readDouble();
            right[i] = in.readBoolean();
        }
        return new Figures(
                threshold,
                folds,
                accuracy,
                macroF1,
                baselineAccuracy,
                baselineMacroF1,
                majority,
                f1,
                confidences,
                right);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_ANSWERS) {
            throw new IOException("it names " + count + " figures");
        }
        return count;
    }
}
