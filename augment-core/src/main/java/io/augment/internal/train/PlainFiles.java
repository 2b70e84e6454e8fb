package io.augment.internal.train;

import io.augment.internal.format.JsonWriter;
import io.augment.train.Tuning;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the files of the script that needs torch, transformers and peft alone. */
final class PlainFiles {
    private static final String SCRIPT = "train.py";

    private PlainFiles() {}

    static Map<String, String> of(RecipeWriter.Plan plan) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("config.json", config(plan));
        files.put(SCRIPT, Scripts.resource(SCRIPT));
        boolean lora = plan.tuning() == Tuning.LORA;
        files.put(
                "run.sh",
                Scripts.run(
                        "pip install torch transformers" + (lora ? " peft" : ""),
                        "${PYTHON:-python3} train.py --config config.json \"$@\"",
                        null));
        return files;
    }

    private static String config(RecipeWriter.Plan plan) {
        Sizes sizes = plan.sizes();
        Defaults defaults = plan.defaults();
        JsonWriter json = new JsonWriter().object();
        json.name("model").text(plan.model().name());
        json.name("data").text("data/train.jsonl");
        json.name("validation").textOrNull(plan.hasValidation() ? "data/validation.jsonl" : null);
        json.name("output").text(Scripts.OUTPUT);
        json.name("max_length").number(sizes.maxLength());
        json.name("epochs").number(sizes.epochs());
        json.name("batch_size").number(sizes.microBatch());
        json.name("gradient_accumulation").number(sizes.accumulation());
        json.name("learning_rate").literal(Yaml.number(plan.learningRate()));
        json.name("warmup_steps").number(sizes.warmupSteps());
        json.name("weight_decay").literal("0.0");
        json.name("max_grad_norm").literal(Yaml.number(defaults.maxGradNorm()));
        json.name("logging_steps").number(sizes.loggingSteps());
        json.name("seed").literal("42");
        json.name("default_system").textOrNull(plan.model().defaultSystem());
        json.name("lora");
        if (plan.tuning() == Tuning.LORA) {
            json.object();
            json.name("rank").number(defaults.rank());
            json.name("alpha").number(defaults.alpha());
            json.name("dropout").literal(Yaml.number(defaults.dropout()));
            json.endObject();
        } else {
            json.literal("null");
        }
        return json.endObject().newline().toString();
    }
}
