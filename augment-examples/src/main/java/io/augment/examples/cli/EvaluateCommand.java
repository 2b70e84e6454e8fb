package io.augment.examples.cli;

import io.augment.chat.ChatModel;
import io.augment.chat.Price;
import io.augment.chat.Sampling;
import io.augment.evaluate.AnswerMatcher;
import io.augment.evaluate.Answerer;
import io.augment.evaluate.DataChange;
import io.augment.evaluate.Evaluation;
import io.augment.evaluate.EvaluationReport;
import io.augment.judge.PairwiseJudge;
import io.augment.judge.QualityJudge;
import io.augment.local.GgufChatModel;
import io.augment.openai.OpenAiChatModel;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.source.Source;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Compares a trained student with its base model on held-out rows. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares a trained student with its base model on held-out rows.",
        footer = {
            "",
            "A row's response, if it has one, is the expected answer: a letter, a number or a short text is compared;"
                    + " nobody is shown",
            "it. Constraints that instructions state (\"in at most 50 words\") are checked by program. With --judge"
                    + " NAME or",
            "--rules the answers are compared with each other, in both orders.",
            "The run directory is the evaluation's own; its report.html has the evaluation as a section.",
            "",
            "Example: augment evaluate --in held-out.jsonl --run-dir evaluation --base qwen2.5-7b --student my-student",
            "                          --base-url http://localhost:8000/v1 --judge qwen-max --judge-url https://..."
        })
final class EvaluateCommand implements Callable<Integer> {
    /** Reads two prices. */
    static final class Prices implements ITypeConverter<Price> {
        @Override
        public Price convert(String value) {
            String[] parts = value.split("/", -1);
            try {
                if (parts.length == 2) {
                    return Price.perMillion(parts[0], parts[1]);
                }
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(wrong(value));
            }
            throw new TypeConversionException(wrong(value));
        }

        private static String wrong(String value) {
            return "'" + value
                    + "' is not a price of a million prompt and of a million completion tokens, such as 0.15/0.60";
        }
    }

    /** Reads a matcher. */
    static final class Matcher implements ITypeConverter<AnswerMatcher> {
        @Override
        public AnswerMatcher convert(String value) {
            return switch (value) {
                case "auto" -> AnswerMatcher.automatic();
                case "exact" -> AnswerMatcher.exact();
                case "choice" -> AnswerMatcher.choice();
                case "number" -> AnswerMatcher.number();
                default -> throw new TypeConversionException("'" + value + "' is none of auto, exact, choice, number");
            };
        }
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--in",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Held-out rows, which the student was not trained on.")
    private List<Path> in = List.of();

    @Option(
            names = "--run-dir",
            required = true,
            paramLabel = "DIR",
            description = "Directory for the ledger of replies and the report.")
    private Path runDirectory = Path.of("");

    @Option(
            names = "--keep-in",
            paramLabel = "RUN_DIR",
            description = "Directory of the run that made the training data: the evaluation is kept there too, and is a"
                    + " section of its report.html.")
    private @Nullable Path keepIn;

    @Option(names = "--base", paramLabel = "NAME", description = "Model to compare with, as its server names it.")
    private @Nullable String base;

    @Option(names = "--base-file", paramLabel = "FILE", description = "The same in this GGUF file, in this process.")
    private @Nullable Path baseFile;

    @Option(names = "--student", paramLabel = "NAME", description = "Trained model, as its server names it.")
    private @Nullable String student;

    @Option(names = "--student-file", paramLabel = "FILE", description = "The same in this GGUF file, in this process.")
    private @Nullable Path studentFile;

    @Option(names = "--judge", paramLabel = "NAME", description = "Model that says which answer is better.")
    private @Nullable String judge;

    @Option(names = "--rules", description = "Let the built-in rules say which answer is better.")
    private boolean rules;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "Address of the base model's server; OpenAI's unless given.")
    private @Nullable String baseUrl;

    @Option(
            names = "--student-url",
            paramLabel = "URL",
            description = "Address of the student's server; that of --base-url unless given.")
    private @Nullable String studentUrl;

    @Option(
            names = "--judge-url",
            paramLabel = "URL",
            description = "Address of the judge's server; that of --base-url unless given.")
    private @Nullable String judgeUrl;

    @Option(
            names = "--key-env",
            paramLabel = "VAR",
            description = "Environment variable that holds the API key; OPENAI_API_KEY unless given.")
    private @Nullable String keyVariable;

    @Option(
            names = "--student-key-env",
            paramLabel = "VAR",
            description = "The same for the student, where it differs.")
    private @Nullable String studentKey;

    @Option(names = "--judge-key-env", paramLabel = "VAR", description = "The same for the judge, where it differs.")
    private @Nullable String judgeKey;

    @Option(
            names = "--base-price",
            paramLabel = "IN/OUT",
            converter = Prices.class,
            description = "US dollars for a million prompt and a million completion tokens, such as 0.15/0.60.")
    private @Nullable Price basePrice;

    @Option(
            names = "--student-price",
            paramLabel = "IN/OUT",
            converter = Prices.class,
            description = "The same for the student.")
    private @Nullable Price studentPrice;

    @Option(
            names = "--judge-price",
            paramLabel = "IN/OUT",
            converter = Prices.class,
            description = "The same for the judge.")
    private @Nullable Price judgePrice;

    @Option(
            names = "--budget-usd",
            paramLabel = "USD",
            converter = Numbers.Usd.class,
            description = "Spend no more than this, in US dollars; needs the prices.")
    private @Nullable BigDecimal budget;

    @Option(
            names = "--match",
            paramLabel = "HOW",
            converter = Matcher.class,
            defaultValue = "auto",
            description = "How expected answers are compared: auto, exact, choice or number; auto unless given.")
    private AnswerMatcher matcher = AnswerMatcher.automatic();

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Longest answer in tokens.")
    private @Nullable Integer maxTokens;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Rows that may be under way at once; 16 unless given.")
    private @Nullable Integer concurrency;

    @Option(
            names = "--before",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Data before augmentation, to compare with --after in the report.")
    private List<Path> before = List.of();

    @Option(names = "--after", arity = "1..*", paramLabel = "FILE", description = "Data after augmentation.")
    private List<Path> after = List.of();

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        checkOptions();
        RunDirectory directory = RunDirectory.at(runDirectory);
        List<Teacher> open = new ArrayList<>();
        try {
            Sampling sampling = Sampling.ofTemperature(0);
            if (maxTokens != null) {
                sampling = sampling.withMaxTokens(maxTokens);
            }
            Evaluation evaluation = Evaluation.of(Source.files(in))
                    .base(Answerer.of(model(open, base, baseFile, baseUrl, keyVariable, basePrice), sampling))
                    .student(Answerer.of(
                            model(
                                    open,
                                    student,
                                    studentFile,
                                    or(studentUrl, baseUrl),
                                    or(studentKey, studentUrl == null ? keyVariable : null),
                                    studentPrice),
                            sampling))
                    .matcher(matcher)
                    .budget(budget == null ? Budget.unlimited() : Budget.usd(budget.toPlainString()));
            if (rules) {
                evaluation = evaluation.judge(PairwiseJudge.byScores(QualityJudge.rules(), 0));
            } else if (judge != null) {
                evaluation = evaluation.judge(PairwiseJudge.using(model(
                        open,
                        judge,
                        null,
                        or(judgeUrl, baseUrl),
                        or(judgeKey, judgeUrl == null ? keyVariable : null),
                        judgePrice)));
            }
            if (!before.isEmpty()) {
                evaluation = evaluation.data(DataChange.between(Source.files(before), Source.files(after)));
            }
            if (concurrency != null) {
                evaluation = evaluation.concurrency(concurrency);
            }
            EvaluationReport report = evaluation.run(directory);
            if (keepIn != null) {
                report.keepIn(RunDirectory.at(keepIn));
            }
            print(report);
            return report.notReached() > 0 ? ExitStatus.STOPPED_SHORT : ExitStatus.DONE;
        } finally {
            open.forEach(Teacher::close);
        }
    }

    private void checkOptions() {
        if ((base == null) == (baseFile == null) || (student == null) == (studentFile == null)) {
            throw usage("Give --base NAME or --base-file FILE, and --student NAME or --student-file FILE.");
        }
        if (keepIn != null && !Files.isRegularFile(RunDirectory.at(keepIn).manifest())) {
            throw usage("--keep-in needs the directory of a run, but " + keepIn + " has no manifest.json.");
        }
        if (rules && judge != null) {
            throw usage("Give either --judge or --rules, not both.");
        }
        if (before.isEmpty() != after.isEmpty()) {
            throw usage("Give --before and --after together.");
        }
        boolean priced = (basePrice != null || baseFile != null)
                && (studentPrice != null || studentFile != null)
                && (judge == null || judgePrice != null);
        if (budget != null && !priced) {
            throw usage("--budget-usd needs --base-price, --student-price and, with a judge, --judge-price:"
                    + " without a price no cap on money can be kept.");
        }
    }

    private static ChatModel model(
            List<Teacher> open,
            @Nullable String name,
            @Nullable Path file,
            @Nullable String url,
            @Nullable String key,
            @Nullable Price price) {
        Teacher opened;
        if (file != null) {
            GgufChatModel.Builder local = GgufChatModel.builder(file);
            opened = Teacher.of((price == null ? local : local.price(price)).build());
        } else {
            OpenAiChatModel.Builder server = ModelOptions.server(String.valueOf(name), url, key, true);
            opened = Teacher.of((price == null ? server : server.price(price)).build());
        }
        open.add(opened);
        return opened.model();
    }

    private static @Nullable String or(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private void print(EvaluationReport report) {
        PrintWriter to = main.terminal().out();
        if (json) {
            to.print(report.toJson());
            return;
        }
        to.println(Numbers.count(report.rows(), "row") + " asked of both, " + report.failed() + " failed, "
                + report.notReached() + " not reached. Each figure with its interval of 95%:");
        EvaluationReport.Pairwise pairwise = report.pairwise();
        if (pairwise != null) {
            to.println("  win rate               " + pairwise.winRate() + ": " + pairwise.wins() + " wins, "
                    + pairwise.ties() + " ties, " + pairwise.losses() + " losses, " + pairwise.unscored()
                    + " unscored");
        }
        print(to, "expected answers", report.labeled());
        print(to, "stated constraints", report.constraints());
        report.warnings().forEach(warning -> to.println("  " + warning));
        to.println("Report: " + runDirectory.resolve("evaluation.html")
                + (keepIn == null
                        ? ""
                        : ", and a section of " + RunDirectory.at(keepIn).report()));
    }

    private static void print(PrintWriter to, String name, EvaluationReport.@Nullable Accuracy accuracy) {
        if (accuracy != null) {
            to.printf("  %-22s base %s, student %s%n", name, accuracy.base(), accuracy.student());
            to.printf("  %-22s %s over %s%n", "  gain", accuracy.gain(), Numbers.count(accuracy.rows(), "row"));
        }
    }
}
