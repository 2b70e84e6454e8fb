package io.augment.examples.cli;

import io.augment.task.SampleSpread;
import io.augment.task.TaskMix;
import io.augment.task.TaskSampler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Says how many records are taken, and of which task types. */
final class MixOptions {
    @Option(
            names = "--n",
            required = true,
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Records to take.")
    private int number;

    @Option(
            names = "--mix",
            defaultValue = "pai",
            paramLabel = "NAME",
            description =
                    "pai (the DistilQwen2 recipe), uniform, as-is, square-root, or a file with shares: a taxonomy, a JSON"
                            + " object such as {\"Math\": 2, \"Law\": 1}, or lines with a task type and a share; pai unless"
                            + " given.")
    private String mix = "pai";

    @Option(
            names = "--task",
            defaultValue = "task",
            paramLabel = "FIELD",
            description =
                    "Field that holds a record's task type; task unless given. Records without it are classified.")
    private String task = "task";

    @Option(
            names = "--spread",
            defaultValue = "diverse",
            paramLabel = "NAME",
            description = "Which records of a type to take: diverse, length-normal or random; diverse unless given.")
    private String spread = "diverse";

    @Option(
            names = "--languages",
            split = ",",
            paramLabel = "LANG=SHARE",
            description = "Share of each language, such as en=1,zh=1.")
    private Map<String, Double> languages = new LinkedHashMap<>();

    @Option(
            names = "--leave-gaps",
            description = "Leave the places of missing records empty, and do not give them to other task types.")
    private boolean leaveGaps;

    /** Returns the sampler. */
    TaskSampler sampler() {
        TaskSampler sampler = TaskSampler.of(mix(mix), number).spread(spread());
        if (!languages.isEmpty()) {
            sampler = sampler.languages(languages);
        }
        return leaveGaps ? sampler.leavingGaps() : sampler;
    }

    String taskField() {
        return task;
    }

    /** Returns the mix of a name or a file. */
    static TaskMix mix(String name) {
        Path file = Path.of(name);
        return Files.isRegularFile(file) ? TaskMix.read(file) : TaskMix.named(name);
    }

    private SampleSpread spread() {
        return switch (spread) {
            case "diverse" -> SampleSpread.DIVERSE;
            case "length-normal" -> SampleSpread.LENGTH_NORMAL;
            case "random" -> SampleSpread.RANDOM;
            default ->
                throw new IllegalArgumentException(
                        "There is no spread \"" + spread + "\"; there are diverse, length-normal and random.");
        };
    }
}
