package io.augment.internal.calibrate;

import io.augment.AugmentException;
import io.augment.calibrate.Calibration;
import io.augment.internal.format.JsonWriter;
import io.augment.judge.Interval;
import io.augment.report.RunReportPage;
import io.augment.run.RunDirectory;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a calibration where the report page looks for it. */
public final class CalibrationFile {
    private static final String NAME = "calibration.json";
    private static final int DIGITS = 6;

    private CalibrationFile() {}

    /** Writes the file and makes the page anew. */
    public static void write(Calibration calibration, RunDirectory directory) {
        Path file = directory.path().resolve(NAME);
        try {
            Files.write(file, json(calibration));
        } catch (IOException e) {
            throw new AugmentException("The calibration " + file + " cannot be written: " + e.getMessage(), e);
        }
        RunReportPage.write(directory);
    }

    private static byte[] json(Calibration calibration) {
        JsonWriter out = new JsonWriter().object();
        out.name("judged").number(calibration.judged());
        out.name("unscored").number(calibration.unscored());
        out.name("ties").number(calibration.ties());
        if (calibration.threshold() != null) {
            out.name("threshold").literal(number(calibration.threshold().minimum()));
        }
        out.name("figures").object();
        calibration.figures().forEach((name, figure) -> interval(out.name(name), figure));
        out.endObject().endObject().newline();
        return out.toBytes();
    }

    private static void interval(JsonWriter out, Interval figure) {
        out.object().name("value").literal(number(figure.value()));
        out.name("low").literal(number(figure.low()));
        out.name("high").literal(number(figure.high())).endObject();
    }

    private static String number(double value) {
        return Double.isNaN(value)
                ? "null"
                : BigDecimal.valueOf(value)
                        .setScale(DIGITS, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
