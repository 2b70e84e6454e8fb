package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.train.BaseModel;
import io.augment.train.Recipe;
import io.augment.train.RecipeFolder;
import io.augment.train.StudentSet;
import io.augment.train.TrainingMethod;
import io.augment.train.Tuning;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes a folder that trains a student. */
@Command(
        name = "recipe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes a folder that trains a student on a set: data, configuration, a script and a README.",
        footer = {
            "",
            "Trainers: llama-factory, trl, pytorch (a script that needs torch, transformers and peft alone), pai (files and",
            "settings for Model Gallery).",
            "",
            "Example: augment recipe sets/expansion --model Qwen/Qwen2-1.5B-Instruct --trainer llama-factory --out recipe"
        })
final class RecipeCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Parameters(paramLabel = "SET_DIR", description = "Directory of a set that student-sets wrote.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path set;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            description = "Model to start from, such as Qwen/Qwen2-1.5B-Instruct.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String model;

    @Option(
            names = "--billions",
            paramLabel = "X",
            description = "Size of a model of another family, in billions of parameters; with --template.")
    private @Nullable Double billions;

    @Option(
            names = "--template",
            paramLabel = "NAME",
            description = "LLaMA-Factory's template for a model of another family, such as chatml.")
    private @Nullable String template;

    @Option(
            names = "--trainer",
            defaultValue = "llama-factory",
            paramLabel = "NAME",
            description = "llama-factory, trl, pytorch or pai; llama-factory unless given.")
    private String trainer = "llama-factory";

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description =
                    "supervised, dpo, kto or reward-model; dpo for preferences and supervised for others unless given.")
    private @Nullable String method;

    @Option(
            names = "--tuning",
            defaultValue = "LORA",
            paramLabel = "NAME",
            description = "full, lora or qlora; lora unless given.")
    private Tuning tuning = Tuning.LORA;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Passes over the data; 3, or 1 for preferences, unless given.")
    private @Nullable Integer epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Rows of an optimizer step, of all devices together; up to 16 unless given.")
    private @Nullable Integer batch;

    @Option(
            names = "--devices",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Devices that share the work; 1 unless given.")
    private @Nullable Integer devices;

    @Option(
            names = "--max-length",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Tokens at which a row is too long; what holds the longest row unless given.")
    private @Nullable Integer maxLength;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() {
        StudentSet data = StudentSet.read(set);
        RecipeFolder folder;
        try {
            folder = recipe(data).write(out);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
        if (json) {
            main.terminal().out().println(toJson(folder));
        } else {
            print(folder, main.terminal().out());
        }
        return ExitStatus.DONE;
    }

    private Recipe recipe(StudentSet data) {
        Recipe recipe = Recipe.of(trainer(), data, model()).tuning(tuning);
        recipe = method == null ? recipe : recipe.method(TrainingMethod.of(method));
        recipe = epochs == null ? recipe : recipe.epochs(epochs);
        recipe = batch == null ? recipe : recipe.effectiveBatch(batch);
        recipe = devices == null ? recipe : recipe.devices(devices);
        return maxLength == null ? recipe : recipe.maxLength(maxLength);
    }

    private BaseModel model() {
        return billions == null && template == null
                ? BaseModel.of(model)
                : BaseModel.other(model, billions == null ? 7 : billions, template == null ? "chatml" : template);
    }

    private Recipe.Trainer trainer() {
        return Arrays.stream(Recipe.Trainer.values())
                .filter(one -> one.label().equals(trainer))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("Invalid value for option '--trainer': there is no trainer \""
                                + trainer + "\"; there are llama-factory, trl, pytorch and pai"));
    }

    private static void print(RecipeFolder folder, PrintWriter to) {
        to.printf(
                Locale.ROOT,
                "%s: %s, %s to train on, %,d tokens (%s).%n",
                folder.directory(),
                folder.method().label(),
                Numbers.count(folder.rows(), "row"),
                folder.tokens(),
                folder.countedBy());
        to.printf(
                Locale.ROOT,
                "Effective batch %d, %d epochs: %,d steps, %d of them to warm up. Maximum length %d; %s longer.%n",
                folder.effectiveBatch(),
                folder.epochs(),
                folder.steps(),
                folder.warmupSteps(),
                folder.maxLength(),
                Numbers.count(folder.tooLong(), "row"));
        if (folder.trainer() != Recipe.Trainer.PAI_MODEL_GALLERY) {
            to.println("Train: sh " + folder.script());
        }
    }

    private static ObjectNode toJson(RecipeFolder folder) {
        ObjectNode object = new ObjectMapper().createObjectNode();
        object.put("folder", folder.directory().toString());
        object.put("trainer", folder.trainer().label());
        object.put("model", folder.model().name());
        object.put("method", folder.method().label());
        object.put("rows", folder.rows());
        object.put("tokens", folder.tokens());
        object.put("countedBy", folder.countedBy());
        object.put("maxLength", folder.maxLength());
        object.put("tooLong", folder.tooLong());
        object.put("effectiveBatch", folder.effectiveBatch());
        object.put("epochs", folder.epochs());
        object.put("steps", folder.steps());
        object.put("warmupSteps", folder.warmupSteps());
        return object;
    }
}
