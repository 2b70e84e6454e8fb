package io.augment.internal.train;

import io.augment.train.TrainingMethod;
import io.augment.train.Tuning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the files that TRL's command line takes; its keys are those of ScriptArguments, ModelConfig and the trainers' configs. */
final class TrlFiles {
    private static final String MERGE = "merge.py";

    private TrlFiles() {}

    private static boolean isMerged(RecipeWriter.Plan plan) {
        return plan.tuning() != Tuning.FULL && plan.method() != TrainingMethod.REWARD_MODEL;
    }

    static Map<String, String> of(RecipeWriter.Plan plan) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("train.yaml", train(plan));
        files.put(
                "run.sh",
                Scripts.run(
                        "pip install 'trl>=1.0' peft" + (plan.tuning() == Tuning.QLORA ? " bitsandbytes" : ""),
                        "trl " + command(plan.method()) + " --config train.yaml \"$@\"",
                        isMerged(plan) ? "${PYTHON:-python3} " + MERGE : null));
        if (isMerged(plan)) {
            files.put(MERGE, Scripts.resource(MERGE));
        }
        return files;
    }

    private static String command(TrainingMethod method) {
        return switch (method) {
            case SUPERVISED -> "sft";
            case DPO -> "dpo";
            case KTO -> "kto";
            case REWARD_MODEL -> "reward";
        };
    }

    private static String train(RecipeWriter.Plan plan) {
        Defaults defaults = plan.defaults();
        Yaml yaml = new Yaml()
                .comment("model")
                .put("model_name_or_path", plan.model().name())
                .put("dtype", "bfloat16");
        if (plan.tuning() != Tuning.FULL) {
            yaml.put("use_peft", true)
                    .put("lora_r", defaults.rank())
                    .put("lora_alpha", defaults.alpha())
                    .put("lora_dropout", defaults.dropout())
                    .put("lora_target_modules", List.of("all-linear"));
            if (plan.method() == TrainingMethod.REWARD_MODEL) {
                yaml.put("lora_task_type", "SEQ_CLS");
            }
        }
        if (plan.tuning() == Tuning.QLORA) {
            yaml.put("load_in_4bit", true).put("bnb_4bit_quant_type", "nf4").put("use_bnb_nested_quant", true);
        }
        yaml.comment("data; TRL writes prompts with the model's own chat template and masks them")
                .put("dataset_name", "data")
                .put("dataset_train_split", "train");
        if (plan.hasValidation()) {
            yaml.put("dataset_test_split", "validation");
        }
        yaml.put("max_length", plan.sizes().maxLength());
        if (plan.method() == TrainingMethod.SUPERVISED) {
            yaml.put("completion_only_loss", true).put("packing", false);
        }
        if (plan.method() == TrainingMethod.DPO || plan.method() == TrainingMethod.KTO) {
            yaml.comment("method").put("beta", defaults.beta());
        }
        return Scripts.schedule(yaml, plan).put("gradient_checkpointing", true).toString();
    }
}
