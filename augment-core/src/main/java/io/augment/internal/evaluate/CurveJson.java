package io.augment.internal.evaluate;

import io.augment.AugmentException;
import io.augment.evaluate.LearningCurve;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonProblem;
import io.augment.internal.format.JsonReader;
import io.augment.internal.format.JsonWriter;
import io.augment.judge.Interval;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes and reads the points of a curve. */
public final class CurveJson {
    private CurveJson() {}

    /** Returns the curve as one object, and a line feed. */
    public static String of(LearningCurve curve) {
        JsonWriter out = new JsonWriter().object().name("points").array();
        for (LearningCurve.Point point : curve.points()) {
            out.object().name("seeds").number(point.seeds());
            out.name("perSeed").number(point.perSeed());
            measured(out, point.measured());
            out.endObject();
        }
        return out.endArray().endObject().newline().toString();
    }

    static String point(LearningCurve.Measured measured, String fingerprint) {
        JsonWriter out = new JsonWriter().object().name("fingerprint").text(fingerprint);
        measured(out, measured);
        return out.endObject().newline().toString();
    }

    /**
     * Reads a point.
     *
     * @throws AugmentException if the file holds none, or one of other seeds
     */
    static LearningCurve.Measured read(byte[] bytes, String fingerprint, Path file) {
        try {
            if (new JsonReader().read(bytes, 0, bytes.length) instanceof Json.Obj point
                    && point.get("score") instanceof Json.Obj score) {
                if (!fingerprint.equals(point.text("fingerprint"))) {
                    throw new AugmentException("The point " + file
                            + " was measured with other seeds. Use another directory, or remove that point's.");
                }
                String cost = point.text("costUsd");
                return new LearningCurve.Measured(
                        new Interval(number(score, "value"), number(score, "low"), number(score, "high")),
                        cost == null ? null : new BigDecimal(cost));
            }
        } catch (JsonProblem | NumberFormatException e) {
            throw damaged(file, e);
        }
        throw damaged(file, null);
    }

    private static AugmentException damaged(Path file, @Nullable Throwable cause) {
        return new AugmentException(
                "The point " + file + " is damaged. Remove its directory to measure it again.", cause);
    }

    private static void measured(JsonWriter out, LearningCurve.Measured measured) {
        Interval score = measured.score();
        out.name("score").object().name("value").literal(exact(score.value()));
        out.name("low").literal(exact(score.low()));
        out.name("high").literal(exact(score.high())).endObject();
        BigDecimal cost = measured.costUsd();
        out.name("costUsd").textOrNull(cost == null ? null : cost.toPlainString());
    }

    private static String exact(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "null";
    }

    private static double number(Json.Obj object, String name) {
        return object.get(name) instanceof Json.Literal literal ? Double.parseDouble(literal.value()) : Double.NaN;
    }
}
