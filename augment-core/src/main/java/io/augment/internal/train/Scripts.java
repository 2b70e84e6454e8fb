package io.augment.internal.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes what the recipes of several trainers have in common. */
final class Scripts {
    /** Directory of the trained weights. */
    static final String OUTPUT = "out";

    private Scripts() {}

    /**
     * Writes a script that runs a trainer in its own directory.
     *
     * @param needs how to install the trainer
     * @param then a second command, or null
     */
    static String run(String needs, String command, @Nullable String then) {
        return "#!/bin/sh\n# Trains the student in this folder. Needs: " + needs
                + "\nset -eu\ncd \"$(dirname \"$0\")\"\n" + command + "\n" + (then == null ? "" : then + "\n");
    }

    /** Returns a script that the library brings along. */
    static String resource(String name) {
        try (InputStream in = Scripts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The library lacks its " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the keys of Hugging Face's TrainingArguments, which LLaMA-Factory and TRL share. */
    static Yaml schedule(Yaml yaml, RecipeWriter.Plan plan) {
        Sizes sizes = plan.sizes();
        yaml.comment("schedule: " + sizes.rows() + " rows / " + sizes.effectiveBatch() + " (" + sizes.microBatch()
                        + " x "
                        + sizes.accumulation() + " x " + sizes.devices() + " devices) = " + sizes.stepsPerEpoch()
                        + " steps an epoch, " + sizes.steps() + " in all")
                .put("per_device_train_batch_size", sizes.microBatch())
                .put("gradient_accumulation_steps", sizes.accumulation())
                .put("num_train_epochs", sizes.epochs())
                .put("learning_rate", plan.learningRate())
                .put("lr_scheduler_type", "cosine")
                .put("warmup_steps", sizes.warmupSteps())
                .put("max_grad_norm", plan.defaults().maxGradNorm())
                .put("bf16", true)
                .put("seed", 42);
        yaml.comment("output")
                .put("output_dir", OUTPUT)
                .put("logging_steps", sizes.loggingSteps())
                .put("save_steps", sizes.savingSteps())
                .put("save_total_limit", 2)
                .put("report_to", "none");
        if (plan.hasValidation()) {
            yaml.put("eval_strategy", "steps")
                    .put("eval_steps", sizes.savingSteps())
                    .put("per_device_eval_batch_size", sizes.microBatch());
        }
        return yaml;
    }
}
