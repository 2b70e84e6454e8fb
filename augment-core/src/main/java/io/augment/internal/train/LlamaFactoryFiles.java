package io.augment.internal.train;

import io.augment.train.TrainingMethod;
import io.augment.train.Tuning;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the files that LLaMA-Factory's command line takes; its keys are those of {@code src/llamafactory/hparams}. */
final class LlamaFactoryFiles {
    private LlamaFactoryFiles() {}

    static Map<String, String> of(RecipeWriter.Plan plan) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("train.yaml", train(plan));
        boolean adapter = plan.tuning() != Tuning.FULL;
        if (adapter) {
            files.put("merge.yaml", merge(plan));
        }
        boolean merged = adapter && plan.method() != TrainingMethod.REWARD_MODEL;
        files.put(
                "run.sh",
                Scripts.run(
                        "pip install llamafactory" + (plan.tuning() == Tuning.QLORA ? " bitsandbytes" : ""),
                        "llamafactory-cli train train.yaml \"$@\"",
                        merged ? "llamafactory-cli export merge.yaml" : null));
        return files;
    }

    private static String stage(TrainingMethod method) {
        return switch (method) {
            case SUPERVISED -> "sft";
            case DPO -> "dpo";
            case KTO -> "kto";
            case REWARD_MODEL -> "rm";
        };
    }

    private static String train(RecipeWriter.Plan plan) {
        Defaults defaults = plan.defaults();
        Yaml yaml = new Yaml()
                .comment("model")
                .put("model_name_or_path", plan.model().name());
        if (plan.tuning() == Tuning.QLORA) {
            yaml.put("quantization_bit", 4).put("quantization_method", "bnb");
        }
        yaml.comment("method").put("stage", stage(plan.method())).put("do_train", true);
        if (plan.tuning() == Tuning.FULL) {
            yaml.put("finetuning_type", "full");
        } else {
            yaml.put("finetuning_type", "lora")
                    .put("lora_rank", defaults.rank())
                    .put("lora_alpha", defaults.alpha())
                    .put("lora_dropout", defaults.dropout())
                    .put("lora_target", "all");
        }
        if (plan.method() == TrainingMethod.DPO || plan.method() == TrainingMethod.KTO) {
            yaml.put("pref_beta", defaults.beta());
        }
        if (plan.method() == TrainingMethod.DPO) {
            yaml.put("pref_loss", "sigmoid");
        }
        yaml.comment("data; the prompt is masked").put("dataset_dir", "data").put("dataset", "train");
        if (plan.hasValidation()) {
            yaml.put("eval_dataset", "validation");
        }
        yaml.put("template", plan.model().template());
        String system = plan.model().defaultSystem();
        if (system != null) {
            // What the model's own chat template puts in at inference, whatever the trainer's template says.
            yaml.put("default_system", system);
        }
        yaml.put("cutoff_len", plan.sizes().maxLength()).put("overwrite_cache", true);
        Scripts.schedule(yaml, plan).put("plot_loss", true);
        return yaml.toString();
    }

    private static String merge(RecipeWriter.Plan plan) {
        return new Yaml()
                .comment("puts the adapter into the model's weights")
                .put("model_name_or_path", plan.model().name())
                .put("adapter_name_or_path", Scripts.OUTPUT)
                .put("finetuning_type", "lora")
                .put("template", plan.model().template())
                .put("export_dir", "merged")
                .put("export_size", 5)
                .put("export_device", "cpu")
                .put("export_legacy_format", false)
                .toString();
    }
}
