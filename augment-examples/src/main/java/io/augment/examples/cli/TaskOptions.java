package io.augment.examples.cli;

import io.augment.chat.ChatModel;
import io.augment.source.FileSource;
import io.augment.source.Source;
import io.augment.task.LearnedClassifier;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskTaxonomy;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says which records are sorted into task types, and by whom. */
final class TaskOptions {
    @Option(
            names = "--in",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files or directories with instructions; each file's format is found out from its content.")
    private List<Path> files = List.of();

    @Option(
            names = "--text",
            paramLabel = "FIELD",
            description = "Field that holds the instruction, for files that name it in their own way.")
    private @Nullable String text;

    @Option(
            names = "--classifier",
            defaultValue = "builtin",
            paramLabel = "NAME",
            description = "builtin, or a file that train-classifier wrote; builtin unless given.")
    private String classifier = "builtin";

    @Option(
            names = "--others-below",
            converter = Numbers.Share.class,
            paramLabel = "P",
            description = "Answer Others where a learned classifier is less sure than P, 0 to 1.")
    private @Nullable Double othersBelow;

    @Option(
            names = "--taxonomy",
            paramLabel = "FILE",
            description = "Task types that a model chooses from, as JSON; the 32 of DistilQwen2 unless given.")
    private @Nullable Path taxonomy;

    Source source() {
        return source(files, text);
    }

    static Source source(List<Path> files, @Nullable String text) {
        FileSource source = Source.files(files);
        return text == null ? source : source.mapping("instruction=" + text);
    }

    /** Returns the classifier that asks nobody. */
    TaskClassifier local() {
        if (classifier.equals("builtin")) {
            return TaskClassifier.builtIn();
        }
        LearnedClassifier learned = LearnedClassifier.load(Path.of(classifier));
        return othersBelow == null ? learned : learned.othersBelow(othersBelow);
    }

    /** Returns the classifier that asks a model. */
    TaskClassifier asking(ChatModel model) {
        TaskTaxonomy types = taxonomy == null ? TaskTaxonomy.distilQwen2() : TaskTaxonomy.read(taxonomy);
        return TaskClassifier.builder(model).taxonomy(types).build();
    }
}
