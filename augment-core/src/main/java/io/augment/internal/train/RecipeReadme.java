package io.augment.internal.train;

import io.augment.train.BaseModel;
import io.augment.train.Recipe;
import io.augment.train.TrainingMethod;
import io.augment.train.Tuning;
import java.util.Locale;
import java.util.Map;

/** Writes the page that explains a recipe's folder. */
final class RecipeReadme {
    private final RecipeWriter.Plan plan;
    private final StringBuilder out = new StringBuilder();

    private RecipeReadme(RecipeWriter.Plan plan) {
        this.plan = plan;
    }

    static String of(RecipeWriter.Plan plan) {
        RecipeReadme readme = new RecipeReadme(plan);
        readme.head();
        readme.data();
        readme.steps();
        readme.sources();
        readme.licenses();
        readme.afterwards();
        return readme.out.toString();
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void head() {
        line(
                "# %s: %s, %s, %s",
                plan.model().name(),
                plan.set().name(),
                plan.method().label(),
                plan.tuning().label());
        line("");
        if (plan.trainer() == Recipe.Trainer.PAI_MODEL_GALLERY) {
            line(
                    "For Model Gallery of Alibaba Cloud PAI: upload the files in `data/` to OSS, choose %s there, \"Train\", and"
                            + " enter the values of `hyperparameters.json`. The names are those of the form for Qwen2; forms of other"
                            + " models differ, so compare before you start.",
                    plan.model().name());
        } else {
            line("Run it: `sh run.sh`. %s", needs());
        }
        line("");
    }

    private String needs() {
        return switch (plan.trainer()) {
            case LLAMA_FACTORY -> "It needs LLaMA-Factory (`pip install llamafactory`) and reads `train.yaml`.";
            case TRL -> "It needs TRL 1.0 or later (`pip install 'trl>=1.0' peft`) and reads `train.yaml`.";
            case PLAIN_PYTORCH ->
                "It needs `torch`, `transformers` and, for LoRA, `peft`. `python3 train.py --dry-run` needs nothing and shows"
                        + " which tokens of each row are masked; `--tiny` tries the whole way with a small random model.";
            case PAI_MODEL_GALLERY -> "";
        };
    }

    private void data() {
        Sizes sizes = plan.sizes();
        line("## Data");
        line("");
        line("| what | how much |");
        line("|---|---|");
        line("| rows to train on | %d |", sizes.rows());
        line("| rows to measure on (no seed has rows in both) | %d |", sizes.validationRows());
        line("| tokens of a pass | %d |", sizes.tokens());
        line("| longest row | %d tokens |", sizes.longest());
        line("| maximum length | %d tokens; %d rows are longer |", sizes.maxLength(), sizes.tooLong());
        line("| counted by | %s |", plan.countedBy());
        if (plan.set().profile() != null) {
            line(
                    "| prompts | those of the student profile `%s` (`profile.json`) |",
                    plan.set().profile());
        }
        line("");
    }

    private void steps() {
        Sizes sizes = plan.sizes();
        line("## Steps to expect");
        line("");
        line(
                "Effective batch size: %d x %d x %d = **%d** (rows at once x batches of a step x devices).",
                sizes.microBatch(), sizes.accumulation(), sizes.devices(), sizes.effectiveBatch());
        line(
                "%d rows / %d = %d steps an epoch; %d epochs: **%d steps**, of which %d warm up. Learning rate %s.",
                sizes.rows(),
                sizes.effectiveBatch(),
                sizes.stepsPerEpoch(),
                sizes.epochs(),
                sizes.steps(),
                sizes.warmupSteps(),
                Yaml.number(plan.learningRate()));
        line("");
    }

    private void sources() {
        line("## Where the defaults come from");
        line("");
        plan.defaults().sources().forEach(source -> line("- %s", source));
        line("");
    }

    private void licenses() {
        BaseModel model = plan.model();
        line("## Licenses to mind");
        line("");
        line(
                "- %s: %s. Read its card before you publish or sell what was trained from it.%s",
                model.name(),
                model.license() == null ? "license not known here" : model.license(),
                model.licenseNote() == null ? "" : " " + model.licenseNote());
        for (Map.Entry<String, Long> maker : plan.set().madeBy().entrySet()) {
            if (!maker.getKey().startsWith("rule:") && !maker.getKey().equals("given")) {
                line(
                        "- %d rows were made by %s. The terms of some providers forbid training models that compete with theirs on"
                                + " what their models wrote; check them.",
                        maker.getValue(), maker.getKey());
            }
        }
        line("- The license of the seeds goes on in what was made of them; see the metadata of the run's records.");
        line("");
    }

    private void afterwards() {
        if (plan.trainer() == Recipe.Trainer.PAI_MODEL_GALLERY || plan.method() == TrainingMethod.REWARD_MODEL) {
            return;
        }
        line("## Afterwards");
        line("");
        line("%s", weights());
        line(
                "Serve that directory with any OpenAI-compatible server, or make one file of it with llama.cpp's repository:");
        line("");
        line("    pip install -r llama.cpp/requirements/requirements-convert_hf_to_gguf.txt");
        line("    python llama.cpp/convert_hf_to_gguf.py %s --outfile student.gguf --outtype q8_0", directory());
        line("");
        line("Then give it to the next run:");
        line("");
        line(
                "    augment run --in seeds.jsonl --out out %s",
                plan.set().profile() == null
                        ? "--model-file student.gguf"
                        : "--model NAME --student-file student.gguf --student-profile profile.json");
        line("");
        line(
                "In Java that is `GgufChatModel.of(Path.of(\"student.gguf\"))`%s.",
                plan.set().profile() == null ? "" : " and `StudentProfile.read(Path.of(\"profile.json\"))`");
    }

    private String weights() {
        return switch (directory()) {
            case "out/model" -> "The trained model, adapters merged, is in `out/model`.";
            case "out" -> "The trained model is in `out`.";
            default -> "The adapter is in `out`, the model with the adapter merged in `merged`.";
        };
    }

    /** Returns the directory of the whole model, with the adapter merged where there is one. */
    private String directory() {
        if (plan.trainer() == Recipe.Trainer.PLAIN_PYTORCH) {
            return "out/model";
        }
        return plan.tuning() == Tuning.FULL ? "out" : "merged";
    }
}
