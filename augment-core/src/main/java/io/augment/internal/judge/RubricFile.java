package io.augment.internal.judge;

import io.augment.AugmentException;
import io.augment.internal.chat.reply.JsonObjects;
import io.augment.judge.Rubric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a rubric from a JSON file. */
public final class RubricFile {
    private RubricFile() {}

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if it is no rubric
     */
    public static Rubric read(Path file) {
        try {
            return rubric(JsonObjects.only(Files.readString(file)));
        } catch (IOException | AugmentException | IllegalStateException | IllegalArgumentException e) {
            throw new IllegalArgumentException("The rubric " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Rubric rubric(Map<String, @Nullable Object> object) {
        if (!(object.get("dimensions") instanceof List<?> list)) {
            throw new IllegalArgumentException("it has no list \"dimensions\"");
        }
        Rubric.Builder rubric = Rubric.builder();
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> dimension)) {
                throw new IllegalArgumentException("an element of \"dimensions\" is no object");
            }
            rubric.dimension(dimension(dimension));
        }
        return rubric.build();
    }

    private static Rubric.Dimension dimension(Map<?, ?> from) {
        Map<Double, String> anchors = new LinkedHashMap<>();
        if (from.get("anchors") instanceof Map<?, ?> given) {
            given.forEach(
                    (score, meaning) -> anchors.put(Double.valueOf(String.valueOf(score)), String.valueOf(meaning)));
        }
        Double weight = from.get("weight") instanceof Double given ? given : Double.valueOf(1);
        return new Rubric.Dimension(
                text(from, "name"),
                text(from, "description"),
                number(from, "min"),
                number(from, "max"),
                weight,
                anchors);
    }

    private static String text(Map<?, ?> from, String name) {
        if (from.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a dimension has no text \"" + name + "\"");
    }

    private static double number(Map<?, ?> from, String name) {
        if (from.get(name) instanceof Double number) {
            return number;
        }
        throw new IllegalArgumentException("a dimension has no number \"" + name + "\"");
    }
}
