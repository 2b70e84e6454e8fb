package io.augment.internal.train;

import io.augment.train.BaseModel;
import io.augment.train.TrainingMethod;
import io.augment.train.Tuning;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the settings that a recipe starts from, with their sources.
 *
 * @param learningRate peak learning rate
 * @param epochs passes over the data
 * @param effectiveBatch rows of an optimizer step, where there are enough of them
 * @param rank rank of LoRA's matrices
 * @param alpha LoRA's scale
 * @param dropout LoRA's dropout
 * @param beta how strongly DPO and KTO keep to the base model
 * @param warmupShare share of the steps in which the rate rises
 * @param maxGradNorm norm to which gradients are cut
 * @param sources where each comes from, a line each
 */
record Defaults(
        double learningRate,
        int epochs,
        int effectiveBatch,
        int rank,
        int alpha,
        double dropout,
        double beta,
        double warmupShare,
        double maxGradNorm,
        List<String> sources) {
    private static final double LARGE = 13.5;
    private static final double SMALL = 3.5;
    private static final String EXAMPLES = "hiyouga/LLaMA-Factory, examples/train_%s (commit dc85995)";

    static Defaults of(TrainingMethod method, Tuning tuning, BaseModel model) {
        List<String> sources = new ArrayList<>();
        double rate = rate(method, tuning, model.billions(), sources);
        boolean supervised = method == TrainingMethod.SUPERVISED;
        boolean quantized = tuning == Tuning.QLORA;
        int epochs = supervised ? 3 : 1;
        sources.add(
                "epochs " + epochs + ": "
                        + (supervised
                                ? "modelscope/easydistill v1, configs/kd_black_box_local.json, and LLaMA-Factory's examples"
                                : "one pass, since preferences are soon learned by heart: huggingface/alignment-handbook"
                                        + " recipes/zephyr-7b-beta/dpo, Llama 2 (arXiv 2307.09288, section 3.2.2) for reward models"));
        sources.add(
                "effective batch 16: QLoRA (arXiv 2305.14314, appendix B; artidoro/qlora, scripts) for 7B and 13B; halved down to 4 while an epoch"
                        + " has fewer than 20 steps");
        if (tuning != Tuning.FULL) {
            sources.add(
                    quantized
                            ? "LoRA rank 64, alpha 16, dropout " + dropout(model)
                                    + " on all linear layers: QLoRA, appendix B"
                            : "LoRA rank 8, alpha 16 on all linear layers: " + String.format(EXAMPLES, "lora"));
        }
        if (method == TrainingMethod.DPO || method == TrainingMethod.KTO) {
            sources.add("beta 0.1: DPO (arXiv 2305.18290), KTO (arXiv 2402.01306)");
        }
        sources.add("warm-up over a tenth of the steps, cosine decay: " + String.format(EXAMPLES, "lora"));
        return new Defaults(
                rate,
                epochs,
                16,
                quantized ? 64 : 8,
                16,
                quantized ? dropout(model) : 0,
                0.1,
                0.1,
                quantized ? 0.3 : 1.0,
                sources);
    }

    private static double dropout(BaseModel model) {
        return model.billions() > LARGE ? 0.05 : 0.1;
    }

    private static double rate(TrainingMethod method, Tuning tuning, double billions, List<String> sources) {
        double rate;
        String source;
        if (method == TrainingMethod.DPO || method == TrainingMethod.KTO) {
            rate = tuning == Tuning.FULL ? 5e-7 : 5e-6;
            source = tuning == Tuning.FULL
                    ? "huggingface/alignment-handbook recipes/zephyr-7b-beta/dpo"
                    : String.format(EXAMPLES, "lora");
        } else if (method == TrainingMethod.REWARD_MODEL) {
            rate = tuning == Tuning.FULL ? 1e-5 : 1e-4;
            source = tuning == Tuning.FULL
                    ? "Llama 2 (arXiv 2307.09288, section 3.2.2)"
                    : String.format(EXAMPLES, "lora");
        } else if (tuning == Tuning.QLORA) {
            rate = billions > LARGE ? 1e-4 : 2e-4;
            source = "QLoRA (arXiv 2305.14314, appendix B): 2e-4 up to 13B, 1e-4 above";
        } else if (tuning == Tuning.LORA) {
            rate = 1e-4;
            source = String.format(EXAMPLES, "lora");
        } else {
            rate = billions < SMALL ? 2e-5 : 1e-5;
            source = billions < SMALL
                    ? "modelscope/easydistill v1, configs/kd_black_box_local.json, for students up to 3B"
                    : String.format(EXAMPLES, "full");
        }
        sources.add("learning rate " + rate + ": " + source);
        return rate;
    }
}
