package io.augment.internal.train;

import io.augment.Example;
import io.augment.export.Conversion;
import io.augment.export.ExportFormats;
import io.augment.train.BaseModel;
import io.augment.train.Recipe;
import io.augment.train.RecipeFolder;
import io.augment.train.StudentSet;
import io.augment.train.TrainingException;
import io.augment.train.TrainingMethod;
import io.augment.train.Tuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the folder of a recipe. */
public final class RecipeWriter {
    private static final String DATA = "data";

    private RecipeWriter() {}

    /** Everything that a folder's files are made of. */
    record Plan(
            Recipe.Trainer trainer,
            StudentSet set,
            BaseModel model,
            TrainingMethod method,
            Tuning tuning,
            Defaults defaults,
            double learningRate,
            Sizes sizes,
            String countedBy) {
        boolean hasValidation() {
            return sizes.validationRows() > 0;
        }
    }

    /** Writes a folder. */
    public static RecipeFolder write(
            Recipe.Trainer trainer, StudentSet set, BaseModel model, RecipeOptions options, Path directory) {
        check(trainer, set, options);
        String format = format(trainer, options.method());
        Path data = directory.resolve(DATA);
        Path trainingFile = data.resolve("train" + ending(trainer));
        long rows = convert(set, StudentSet.TRAIN, trainingFile, format);
        if (rows == 0) {
            throw new TrainingException("The set " + set.name() + " in " + set.directory() + " has no row that "
                    + trainer.label() + " can train on; its set.json says what was left out and why");
        }
        Path validationFile = data.resolve("validation" + ending(trainer));
        boolean divided = set.rows().getOrDefault(StudentSet.VALIDATION, 0L) > 0;
        long validationRows = divided ? convert(set, StudentSet.VALIDATION, validationFile, format) : 0;
        Plan plan = plan(trainer, set, model, options, rows, validationRows);
        try {
            for (Map.Entry<String, String> file : files(plan).entrySet()) {
                Path path = directory.resolve(file.getKey());
                TextFile.write(path, file.getValue());
                if (file.getKey().endsWith(".sh") && !path.toFile().setExecutable(true)) {
                    throw new IOException("cannot make " + path + " executable");
                }
            }
            copyProfile(set, directory);
        } catch (IOException e) {
            throw new TrainingException("The recipe cannot be written to " + directory + ": " + e.getMessage(), e);
        }
        Sizes sizes = plan.sizes();
        return new RecipeFolder(
                directory,
                trainer,
                model,
                options.method(),
                trainingFile,
                validationRows > 0 ? validationFile : null,
                rows,
                sizes.tokens(),
                plan.countedBy(),
                sizes.maxLength(),
                sizes.tooLong(),
                sizes.effectiveBatch(),
                sizes.epochs(),
                sizes.steps(),
                sizes.warmupSteps());
    }

    private static void check(Recipe.Trainer trainer, StudentSet set, RecipeOptions options) {
        TrainingMethod method = options.method();
        if (method != TrainingMethod.SUPERVISED && !set.isPreferences()) {
            throw new IllegalArgumentException(
                    "The method " + method.label() + " needs the set preferences, but this is " + set.name());
        }
        if (trainer == Recipe.Trainer.PLAIN_PYTORCH
                && (method != TrainingMethod.SUPERVISED || options.tuning() == Tuning.QLORA)) {
            throw new IllegalArgumentException(
                    "The plain PyTorch script trains supervised, with LoRA or all weights; LLaMA-Factory and TRL do "
                            + method.label() + " with " + options.tuning().label());
        }
        if (trainer == Recipe.Trainer.PAI_MODEL_GALLERY
                && method != TrainingMethod.SUPERVISED
                && method != TrainingMethod.DPO) {
            throw new IllegalArgumentException(
                    "PAI's Model Gallery trains supervised or by DPO, not " + method.label());
        }
    }

    private static String ending(Recipe.Trainer trainer) {
        return switch (trainer) {
            case LLAMA_FACTORY, PAI_MODEL_GALLERY -> ".json";
            case TRL, PLAIN_PYTORCH -> ".jsonl";
        };
    }

    private static String format(Recipe.Trainer trainer, TrainingMethod method) {
        return switch (trainer) {
            case LLAMA_FACTORY ->
                switch (method) {
                    case SUPERVISED -> "sharegpt";
                    case DPO, REWARD_MODEL -> "sharegpt-preference";
                    case KTO -> "sharegpt-kto";
                };
            case TRL ->
                switch (method) {
                    case SUPERVISED -> "trl-prompt-completion";
                    case DPO -> "trl-preference";
                    case REWARD_MODEL -> "trl-preference-implicit";
                    case KTO -> "trl-unpaired-preference";
                };
            case PLAIN_PYTORCH -> "trl-prompt-completion";
            case PAI_MODEL_GALLERY -> method == TrainingMethod.DPO ? "pai-preference" : "pai";
        };
    }

    private static long convert(StudentSet set, String part, Path file, String format) {
        return Conversion.of(set.source(part))
                .to(file, ExportFormats.named(format))
                .run()
                .rows();
    }

    private static Plan plan(
            Recipe.Trainer trainer,
            StudentSet set,
            BaseModel model,
            RecipeOptions options,
            long rows,
            long validationRows) {
        Defaults defaults = Defaults.of(options.method(), options.tuning(), model);
        RowTokens counter = options.tokens();
        Lengths lengths = new Lengths();
        KeptRecords.forEach(set.file("augment", StudentSet.TRAIN), row -> lengths.add(row, counter, model));
        Integer told = options.maxLength();
        int maxLength = told != null ? told : Sizes.maxLength(lengths.longest(), counter.isExact(), model);
        Integer wanted = options.effectiveBatch();
        int batch = wanted != null ? wanted : Sizes.batch(defaults.effectiveBatch(), rows);
        int micro = Sizes.microBatch(batch, options.devices(), maxLength, model.billions());
        int accumulation = Math.max(1, Math.round((float) batch / (micro * options.devices())));
        int epochs = options.epochs() == null ? defaults.epochs() : options.epochs();
        long stepsPerEpoch = Sizes.steps(rows, micro * accumulation * options.devices());
        long warmup = Math.max(1, Math.round(stepsPerEpoch * epochs * defaults.warmupShare()));
        Sizes sizes = new Sizes(
                rows,
                validationRows,
                lengths.sum(),
                lengths.longest(),
                maxLength,
                lengths.longerThan(maxLength),
                micro,
                accumulation,
                options.devices(),
                epochs,
                stepsPerEpoch,
                warmup);
        Double rate = options.learningRate();
        return new Plan(
                trainer,
                set,
                model,
                options.method(),
                options.tuning(),
                defaults,
                rate == null ? defaults.learningRate() : rate,
                sizes,
                counter.name());
    }

    private static Map<String, String> files(Plan plan) {
        Map<String, String> files = switch (plan.trainer()) {
            case LLAMA_FACTORY -> LlamaFactoryFiles.of(plan);
            case TRL -> TrlFiles.of(plan);
            case PLAIN_PYTORCH -> PlainFiles.of(plan);
            case PAI_MODEL_GALLERY -> PaiFiles.of(plan);
        };
        files.put("README.md", RecipeReadme.of(plan));
        return files;
    }

    private static void copyProfile(StudentSet set, Path directory) throws IOException {
        Path profile = set.directory().resolve(SetFile.PROFILE);
        if (Files.isRegularFile(profile)) {
            TextFile.write(directory.resolve(SetFile.PROFILE), Files.readString(profile));
        }
    }

    /** Sums up the lengths of rows: how many have each multiple of the grain. */
    private static final class Lengths {
        private final List<Long> counts = new ArrayList<>();
        private long sum;
        private long longest;

        void add(Example row, RowTokens counter, BaseModel model) {
            long tokens = counter.of(row, model.defaultSystem());
            sum += tokens;
            longest = Math.max(longest, tokens);
            int place = (int) Math.min(1 << 20, tokens);
            while (counts.size() <= place) {
                counts.add(0L);
            }
            counts.set(place, counts.get(place) + 1);
        }

        long sum() {
            return sum;
        }

        long longest() {
            return longest;
        }

        long longerThan(int length) {
            long longer = 0;
            for (int place = length + 1; place < counts.size(); place++) {
                longer += counts.get(place);
            }
            return longer;
        }
    }
}
