package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.openai.OpenAiTraining;
import io.augment.run.RunDirectory;
import io.augment.train.FineTuning;
import io.augment.train.TrainingEstimate;
import io.augment.train.TrainingEvent;
import io.augment.train.TrainingJob;
import io.augment.train.TrainingListener;
import io.augment.train.TrainingMethod;
import io.augment.train.TrainingRequest;
import io.augment.train.TrainingState;
import io.augment.train.TrainingStatus;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Starts, follows and cancels a job of a fine-tuning API. */
@Command(
        name = "fine-tune",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Trains a model by OpenAI's fine-tuning API, or a server that speaks it.",
        footer = {
            "",
            "The job's identifier is kept in the run directory. Killed and started again with the same options, the",
            "command goes on with the job that it had; it never starts a second one.",
            "",
            "Example: augment fine-tune start --run-dir tuning --train out/openai/train.jsonl --base-model"
                    + " gpt-4o-mini-2024-07-18",
            "         augment fine-tune follow --run-dir tuning"
        })
final class FineTuneCommand implements Callable<Integer> {
    private static final String DEFAULT_POLL_SECONDS = "10";

    /** What to do with the job. */
    enum Action {
        START,
        FOLLOW,
        STATUS,
        CANCEL;

        /** Reads an action in lower case. */
        static final class Reader implements ITypeConverter<Action> {
            @Override
            public Action convert(String value) {
                for (Action action : values()) {
                    if (action.name().toLowerCase(Locale.ROOT).equals(value)) {
                        return action;
                    }
                }
                throw new TypeConversionException("'" + value + "' is none of start, follow, status, cancel");
            }
        }
    }

    /** Reads a method. */
    static final class Method implements ITypeConverter<TrainingMethod> {
        @Override
        public TrainingMethod convert(String value) {
            return switch (value) {
                case "supervised" -> TrainingMethod.SUPERVISED;
                case "dpo" -> TrainingMethod.DPO;
                default -> throw new TypeConversionException("'" + value + "' is neither supervised nor dpo");
            };
        }
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(
            paramLabel = "ACTION",
            converter = Action.Reader.class,
            description = "start (or go on with the job that is there), follow, status, or cancel.")
    private Action action = Action.START;

    @Option(
            names = "--run-dir",
            required = true,
            paramLabel = "DIR",
            description = "Directory that the job belongs to.")
    private Path runDirectory = Path.of("");

    @Option(
            names = "--train",
            paramLabel = "FILE",
            description = "Rows to train on, in the format openai, or openai-preference for dpo.")
    private @Nullable Path train;

    @Option(names = "--validation", paramLabel = "FILE", description = "Rows that are only measured.")
    private @Nullable Path validation;

    @Option(names = "--base-model", paramLabel = "NAME", description = "Model to start from, as its server names it.")
    private @Nullable String baseModel;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            converter = Method.class,
            defaultValue = "supervised",
            description = "supervised, or dpo for preferences; supervised unless given.")
    private TrainingMethod method = TrainingMethod.SUPERVISED;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Passes over the data; the server's choice unless given.")
    private @Nullable Integer epochs;

    @Option(names = "--suffix", paramLabel = "TEXT", description = "What the trained model's name should end with.")
    private @Nullable String suffix;

    @Option(names = "--base-url", paramLabel = "URL", description = "Address of the server; OpenAI's unless given.")
    private @Nullable String baseUrl;

    @Option(
            names = "--key-env",
            paramLabel = "VAR",
            description = "Environment variable that holds the API key; OPENAI_API_KEY unless given.")
    private @Nullable String keyVariable;

    @Option(
            names = "--price",
            paramLabel = "USD",
            converter = Numbers.Usd.class,
            description = "Price of a million trained tokens in US dollars.")
    private @Nullable BigDecimal price;

    @Option(
            names = "--budget-usd",
            paramLabel = "USD",
            converter = Numbers.Usd.class,
            description = "Start nothing that could cost more; needs --price.")
    private @Nullable BigDecimal budget;

    @Option(names = "--anew", description = "With start: start another job after the one in the directory has ended.")
    private boolean anew;

    @Option(names = "--no-follow", description = "With start: do not wait for the end.")
    private boolean noFollow;

    @Option(
            names = "--poll-seconds",
            paramLabel = "N",
            converter = Numbers.Usd.class,
            defaultValue = DEFAULT_POLL_SECONDS,
            description = "Ask for news every N seconds; " + DEFAULT_POLL_SECONDS + " unless given.")
    private BigDecimal pollSeconds = BigDecimal.TEN;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (budget != null && price == null) {
            throw usage("--budget-usd needs --price: without a price no cap on money can be kept.");
        }
        try (OpenAiTraining service = service()) {
            FineTuning fineTuning = FineTuning.with(service).pollEvery(poll()).listener(new Told(main.terminal()));
            if (budget != null) {
                fineTuning = fineTuning.maxCost(budget.toPlainString());
            }
            return done(fineTuning);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            main.terminal()
                    .err()
                    .println(
                            "augment: interrupted. The job goes on; follow it with: augment fine-tune follow --run-dir "
                                    + runDirectory);
            return ExitStatus.INTERRUPTED;
        }
    }

    private int done(FineTuning fineTuning) throws InterruptedException {
        RunDirectory directory = RunDirectory.at(runDirectory);
        TrainingJob job = action == Action.START ? started(fineTuning, directory) : fineTuning.resume(directory);
        boolean follow = action == Action.FOLLOW || (action == Action.START && !noFollow);
        TrainingStatus status = action == Action.CANCEL ? job.cancel() : follow ? job.follow() : job.status();
        print(status);
        return follow && status.state() != TrainingState.SUCCEEDED ? ExitStatus.ERROR : ExitStatus.DONE;
    }

    private TrainingJob started(FineTuning fineTuning, RunDirectory directory) throws InterruptedException {
        if (train == null || baseModel == null) {
            throw usage("To start a job give --train FILE and --base-model NAME.");
        }
        TrainingRequest request = TrainingRequest.builder(method, baseModel, train)
                .validationFile(validation)
                .epochs(epochs)
                .suffix(suffix)
                .build();
        return anew ? fineTuning.startAnew(request, directory) : fineTuning.start(request, directory);
    }

    private OpenAiTraining service() {
        String name = baseModel == null ? "fine-tuning" : baseModel;
        return price == null
                ? OpenAiTraining.of(ModelOptions.server(name, baseUrl, keyVariable, true))
                : OpenAiTraining.of(ModelOptions.server(name, baseUrl, keyVariable, true), price.toPlainString());
    }

    private Duration poll() {
        return Duration.ofMillis(Math.max(1, pollSeconds.movePointRight(3).longValue()));
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private void print(TrainingStatus status) {
        PrintWriter to = main.terminal().out();
        BigDecimal cost = status.cost();
        if (json) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            object.put("job", status.jobId());
            object.put("state", status.state().label());
            object.put("model", status.modelName());
            object.put("trainedTokens", status.trainedTokens());
            object.put("costUsd", cost == null ? null : cost.toPlainString());
            object.put("problem", status.problem());
            to.println(object);
            return;
        }
        to.println("Job " + status.jobId() + ": " + status.state().label()
                + (status.problem() == null ? "" : ". " + status.problem()));
        if (status.modelName() != null) {
            to.println("Model: " + status.modelName());
        }
        if (status.trainedTokens() != null) {
            to.println("Trained on " + Numbers.count(status.trainedTokens(), "token")
                    + (cost == null ? "" : ", for $" + cost.toPlainString()));
        }
    }

    /** Tells people what happens, on the error stream, so that the output stays what was asked for. */
    private record Told(Terminal terminal) implements TrainingListener {
        @Override
        public void onEstimate(TrainingEstimate estimate) {
            BigDecimal cost = estimate.cost();
            say("about " + Numbers.count(estimate.tokens(), "token") + " to train on, "
                    + Numbers.count(estimate.rows(), "row") + " " + estimate.epochs() + " times"
                    + (cost == null ? "" : ": about $" + cost.toPlainString()));
        }

        @Override
        public void onStart(String jobId) {
            say("the job " + jobId + " is started");
        }

        @Override
        public void onEvent(TrainingEvent event) {
            say(event.message());
        }

        @Override
        public void onRetry(String reason, int attempt, Duration delay) {
            say("no answer (" + reason + "), trying again in " + delay.toMillis() / 1000.0 + " s");
        }

        private void say(String text) {
            terminal.err().println("augment: " + text.replaceAll("\\p{Cntrl}+", " "));
            terminal.flush();
        }
    }
}
