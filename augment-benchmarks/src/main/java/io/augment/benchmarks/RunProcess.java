package io.augment.benchmarks;

import io.augment.chat.Price;
import io.augment.openai.OpenAiChatModel;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs {@link Jobs#threeStages} as a process that may be killed.
 *
 * <p>Options: {@code --url}, {@code --dir}, {@code --seeds}, {@code --concurrency}, {@code --timeout-ms}, {@code --tokens},
 * {@code --usd}, {@code --input-price} and {@code --output-price} (per million), and {@code --acknowledged}, a file that gets
 * the name of each call whose reply a strategy has seen, so whose append to the ledger has returned.
 */
public final class RunProcess {
    private RunProcess() {}

    /** Runs the job to its end and prints what stopped it, and how many requests were made in all. */
    public static void main(String[] options) throws IOException {
        Arguments arguments = Arguments.of(options);
        RunReport report = run(arguments);
        System.out.println(report.stoppedBy() + " " + report.requests() + " " + report.kept());
    }

    static RunReport run(Arguments arguments) throws IOException {
        String file = arguments.text("acknowledged");
        try (OutputStream acknowledged =
                        file == null ? OutputStream.nullOutputStream() : new FileOutputStream(file, true);
                OpenAiChatModel model = model(arguments)) {
            AugmentationPipeline pipeline = Jobs.threeStages(model, call -> note(acknowledged, call))
                    .concurrency(arguments.number("concurrency", 16))
                    .callTimeout(Duration.ofMillis(arguments.number("timeout-ms", 4_000)))
                    .budget(budget(arguments))
                    .build();
            return pipeline.run(
                    new NumberedSeeds(arguments.number("seeds", 2_000)),
                    RunDirectory.at(Path.of(arguments.text("dir", "run"))));
        }
    }

    private static OpenAiChatModel model(Arguments arguments) {
        OpenAiChatModel.Builder builder = OpenAiChatModel.builder()
                .baseUrl(arguments.text("url", ""))
                .apiKey("none")
                .provider("fake")
                .model("words");
        String input = arguments.text("input-price");
        if (input != null) {
            builder.price(Price.perMillion(input, arguments.text("output-price", input)));
        }
        return builder.build();
    }

    private static Budget budget(Arguments arguments) {
        String usd = arguments.text("usd");
        String tokens = arguments.text("tokens");
        Budget budget = usd == null ? Budget.unlimited() : Budget.usd(usd);
        return tokens == null ? budget : budget.tokens(Long.parseLong(tokens));
    }

    /** One write, straight to the system: what it has taken outlives the process. */
    private static void note(OutputStream acknowledged, String call) {
        try {
            acknowledged.write((call + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
