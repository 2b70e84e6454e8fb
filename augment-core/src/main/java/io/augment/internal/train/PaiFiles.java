package io.augment.internal.train;

import io.augment.internal.format.JsonWriter;
import io.augment.train.TrainingMethod;
import io.augment.train.Tuning;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the settings that PAI's Model Gallery asks for when a Qwen2 model is trained. The names are as
 * remembered: no public page that could be read confirms them (PAI's guide to fine-tuning explains the settings without these
 * names), and they were not compared with a current form. Who enters them sees there what each is called.
 */
final class PaiFiles {
    private PaiFiles() {}

    static Map<String, String> of(RecipeWriter.Plan plan) {
        Sizes sizes = plan.sizes();
        Defaults defaults = plan.defaults();
        boolean dpo = plan.method() == TrainingMethod.DPO;
        String system = plan.model().defaultSystem();
        JsonWriter json = new JsonWriter().object();
        json.name("training_strategy").text(dpo ? "dpo" : "sft");
        json.name("learning_rate").literal(Yaml.number(plan.learningRate()));
        json.name("num_train_epochs").number(sizes.epochs());
        json.name("per_device_train_batch_size").number(sizes.microBatch());
        json.name("gradient_accumulation_steps").number(sizes.accumulation());
        json.name("seq_length").number(sizes.maxLength());
        // Model Gallery trains all weights where the dimension is 0.
        json.name("lora_dim").number(plan.tuning() == Tuning.FULL ? 0 : defaults.rank());
        json.name("lora_alpha").number(plan.tuning() == Tuning.FULL ? 0 : defaults.alpha());
        if (dpo) {
            json.name("dpo_beta").literal(Yaml.number(defaults.beta()));
        }
        json.name("load_in_4bit").literal(Boolean.toString(plan.tuning() == Tuning.QLORA));
        json.name("load_in_8bit").literal("false");
        json.name("apply_chat_template").literal("true");
        json.name("system_prompt").text(system == null ? "" : system);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("hyperparameters.json", json.endObject().newline().toString());
        return files;
    }
}
