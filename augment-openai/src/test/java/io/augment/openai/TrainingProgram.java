package io.augment.openai;

import io.augment.run.RunDirectory;
import io.augment.train.FineTuning;
import io.augment.train.TrainingRequest;
import java.nio.file.Path;
import java.time.Duration;

/** Is a user's program that trains a model and can be killed. */
public final class TrainingProgram {
    private TrainingProgram() {}

    /**
     * Starts or follows the job, and prints the name of the trained model.
     *
     * @param args base URL, run directory, training file
     */
    public static void main(String[] args) throws InterruptedException {
        try (OpenAiTraining service =
                OpenAiTraining.of(OpenAiChatModel.builder().baseUrl(args[0]))) {
            String model = FineTuning.with(service)
                    .settling(Duration.ofMillis(20))
                    .pollEvery(Duration.ofMillis(5))
                    .start(
                            TrainingRequest.supervised("base-1", Path.of(args[2]))
                                    .build(),
                            RunDirectory.at(Path.of(args[1])))
                    .follow()
                    .requireModelName();
            System.out.println(model);
        }
    }
}
