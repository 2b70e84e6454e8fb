package io.augment.internal.evaluate;

import io.augment.AugmentException;
import io.augment.Instruction;
import io.augment.evaluate.LearningCurve;
import io.augment.internal.util.Hex;
import io.augment.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Measures the points of a grid, and keeps each as soon as it is measured. */
public final class CurveRun {
    private static final int DIGITS = 16;

    private final CurveSettings settings;

    /** Creates a run. */
    public CurveRun(CurveSettings settings) {
        this.settings = settings;
    }

    /** Measures what is missing. */
    public LearningCurve measure(LearningCurve.Trial trial, RunDirectory directory) {
        List<Integer> sizes = settings.sizes();
        if (sizes.isEmpty()) {
            throw new IllegalStateException("Set the numbers of seeds: sizes(50, 100, 200)");
        }
        List<Instruction> all = new ArrayList<>(Examples.read(settings.seeds()));
        int largest = sizes.get(sizes.size() - 1);
        if (all.size() < largest) {
            throw new IllegalArgumentException(
                    settings.seeds().name() + " has " + all.size() + " seeds, but " + largest + " are wanted");
        }
        // One order for all sizes: the smaller sets are the beginnings of the larger ones.
        Collections.shuffle(all, new Random(settings.seed()));
        List<LearningCurve.Point> points = new ArrayList<>();
        for (int size : sizes) {
            for (int amount : settings.amounts()) {
                RunDirectory place = RunDirectory.at(directory.path().resolve("seeds-" + size + "-made-" + amount));
                points.add(new LearningCurve.Point(size, amount, measured(trial, all.subList(0, size), amount, place)));
            }
        }
        LearningCurve curve = new LearningCurve(points);
        ReportFile.write(directory.path().resolve("curve.json"), curve.toJson());
        ReportFile.write(directory.path().resolve("curve.html"), curve.toHtml());
        return curve;
    }

    private LearningCurve.Measured measured(
            LearningCurve.Trial trial, List<Instruction> seeds, int amount, RunDirectory place) {
        Path file = place.path().resolve("point.json");
        String fingerprint = fingerprint(seeds);
        try {
            if (Files.exists(file)) {
                return CurveJson.read(Files.readAllBytes(file), fingerprint, file);
            }
            Files.createDirectories(place.path());
        } catch (IOException e) {
            throw new AugmentException("The point " + file + " cannot be read: " + e.getMessage(), e);
        }
        LearningCurve.Measured measured;
        try {
            measured = trial.measure(new LearningCurve.Setting(seeds, amount, place));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new AugmentException(
                    "The trial with " + seeds.size() + " seeds and " + amount + " made from each failed: "
                            + e.getMessage() + ". What was measured before is kept in "
                            + place.path().getParent()
                            + "; start again to go on.",
                    e);
        }
        ReportFile.write(file, CurveJson.point(measured, fingerprint));
        return measured;
    }

    private static String fingerprint(List<Instruction> seeds) {
        StringBuilder text = new StringBuilder();
        for (Instruction one : seeds) {
            text.append(one.prompt()).append('\u0000').append(one.response()).append('\u0000');
        }
        return Hex.sha256(text.toString(), DIGITS);
    }
}
