package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.AugmentException;
import io.augment.local.DownloadListener;
import io.augment.local.ModelFile;
import io.augment.local.ModelStore;
import io.augment.local.StoredModel;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** Lists small models, tells where their files are, and fetches one when it is told to. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists small models that run on this machine, or tells where one of them is.",
            "Nothing is downloaded without --download. HF_ENDPOINT names a mirror, HF_TOKEN a token for it."
        },
        footer = {
            "",
            "Examples:",
            "  augment models",
            "  augment models qwen2.5-0.5b-instruct-q8_0 --download",
            "  augment models --repository my-org/my-student-GGUF --file my-student-q8_0.gguf --download"
        })
final class ModelsCommand implements Callable<Integer> {
    private static final String NAME_OF_ANY = "file";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One of the listed models.")
    private @Nullable String name;

    @Option(
            names = "--repository",
            paramLabel = "OWNER/NAME",
            description = "A repository of models, for a model that is not listed.")
    private @Nullable String repository;

    @Option(names = "--file", paramLabel = "PATH", description = "The model's file in that repository.")
    private @Nullable String file;

    @Option(
            names = "--revision",
            paramLabel = "NAME",
            description = "A commit or a branch of that repository; main unless given.")
    private @Nullable String revision;

    @Option(names = "--sha256", paramLabel = "HEX", description = "The SHA-256 that the file must have.")
    private @Nullable String sha256;

    @Option(names = "--download", description = "Fetch the model's file unless it is there. Check its license first.")
    private boolean download;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Folder of the files; AUGMENT_MODEL_DIR or augment/models in the user's cache unless given.")
    private @Nullable Path directory;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        ModelStore store = directory == null ? ModelStore.standard() : ModelStore.at(directory);
        ModelFile asked = asked();
        if (asked == null) {
            if (download) {
                throw usage("--download needs the name of a model, or --repository and --file.");
            }
            list(store);
        } else if (download) {
            print(store.download(asked, progress()));
        } else {
            print(found(store, asked));
        }
        return ExitStatus.DONE;
    }

    private static Path found(ModelStore store, ModelFile asked) {
        Path path = store.find(asked);
        if (path == null) {
            throw new AugmentException("The model is not at " + store.path(asked) + ". --download fetches it from "
                    + store.url(asked) + "; its license is " + asked.license() + ".");
        }
        return path;
    }

    private @Nullable ModelFile asked() {
        if (name != null) {
            if (repository != null || file != null || revision != null || sha256 != null) {
                throw usage("Give either NAME, or --repository and --file with what belongs to them.");
            }
            return ModelFile.suggested().stream()
                    .filter(model -> model.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> usage("No model " + name + " is listed; see augment models."));
        }
        if (repository == null && file == null) {
            if (revision != null || sha256 != null) {
                throw usage("--revision and --sha256 go with --repository and --file.");
            }
            return null;
        }
        if (repository == null || file == null) {
            throw usage("Give --repository and --file together.");
        }
        try {
            return new ModelFile(
                    NAME_OF_ANY,
                    repository,
                    revision == null ? "main" : revision,
                    file,
                    null,
                    sha256 == null ? null : sha256.toLowerCase(Locale.ROOT),
                    "unknown");
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** Draws how far a download is where somebody watches. */
    private DownloadListener progress() {
        Terminal terminal = main.terminal();
        if (!terminal.live()) {
            return (done, total) -> {};
        }
        return (done, total) -> {
            terminal.err().print("\r" + megabytes(done) + (total < 0 ? "" : " of " + megabytes(total)) + " ");
            terminal.err().print(done == total ? System.lineSeparator() : "");
            terminal.err().flush();
        };
    }

    private void list(ModelStore store) {
        PrintWriter out = main.terminal().out();
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("directory", store.directory().toString());
            for (ModelFile model : ModelFile.suggested()) {
                Path path = store.find(model);
                object.withArray("models")
                        .addObject()
                        .put("name", model.name())
                        .put("url", store.url(model))
                        .put("size", model.size())
                        .put("sha256", model.sha256())
                        .put("license", model.license())
                        .put("path", path == null ? null : path.toString());
            }
            out.println(object);
            return;
        }
        for (ModelFile model : ModelFile.suggested()) {
            Long size = model.size();
            Path path = store.find(model);
            out.printf(
                    Locale.ROOT,
                    "%-30s %9s  %-12s %s%n",
                    model.name(),
                    size == null ? "?" : megabytes(size),
                    model.license(),
                    path == null ? store.url(model) : path);
        }
    }

    private void print(StoredModel stored) {
        if (json) {
            main.terminal()
                    .out()
                    .println(new ObjectMapper()
                            .createObjectNode()
                            .put("path", stored.path().toString())
                            .put("size", stored.size())
                            .put("sha256", stored.sha256())
                            .put("verified", stored.isVerified()));
            return;
        }
        main.terminal().out().println(stored.path());
        main.terminal()
                .err()
                .println("SHA-256 " + stored.sha256()
                        + (stored.isVerified() ? ", as it must be" : "; none was known to compare it with"));
    }

    private void print(Path path) {
        if (json) {
            main.terminal().out().println(new ObjectMapper().createObjectNode().put("path", path.toString()));
        } else {
            main.terminal().out().println(path);
        }
    }

    private static String megabytes(long bytes) {
        return Numbers.count(bytes / 1_000_000) + " MB";
    }
}
