package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.augment.chat.AuthenticationException;
import io.augment.chat.ChatException;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.run.RunDirectory;
import io.augment.testkit.server.FakeOpenAiServer;
import io.augment.testkit.server.Fault;
import io.augment.testkit.server.FaultKind;
import io.augment.testkit.server.FaultPlan;
import io.augment.testkit.server.FineTunePlan;
import io.augment.testkit.server.ReceivedRequest;
import io.augment.train.FineTuning;
import io.augment.train.TrainingCheckpoint;
import io.augment.train.TrainingEstimate;
import io.augment.train.TrainingEvent;
import io.augment.train.TrainingException;
import io.augment.train.TrainingListener;
import io.augment.train.TrainingMethod;
import io.augment.train.TrainingRequest;
import io.augment.train.TrainingState;
import io.augment.train.TrainingStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenAiTrainingTest {
    private static final String KEY = "sk-training-0123456789";
    private static final String ROW = "{\"messages\":[{\"role\":\"user\",\"content\":\"Name a river."
            + " 河\"},{\"role\":\"assistant\",\"content\":\"Seine 🌊\"}]}\n";

    @TempDir
    Path folder;

    private final Recorder recorder = new Recorder();
    private final List<TrainingEvent> events = new ArrayList<>();
    private Path data = Path.of("unset");

    private FakeOpenAiServer.Builder settings =
            FakeOpenAiServer.builder().apiKey(KEY).models("base-1");
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @BeforeEach
    void writeData() throws IOException {
        data = Files.writeString(folder.resolve("train.jsonl"), ROW.repeat(12));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
        recorder.check();
    }

    @Test
    void trainsAndAnswersByTheTrainedModel() throws InterruptedException {
        FakeOpenAiServer server = start();
        OpenAiTraining service = service(server);
        TrainingRequest request = TrainingRequest.supervised("base-1", data)
                .validationFile(data)
                .epochs(2)
                .batchSize(4)
                .learningRateMultiplier(0.5)
                .seed(7)
                .suffix("rivers")
                .build();

        TrainingStatus end = fineTuning(service).start(request, directory()).follow();

        assertThat(end.state()).isEqualTo(TrainingState.SUCCEEDED);
        assertThat(server.fineTunes().uploads())
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.content()).isEqualTo(ROW.repeat(12)));
        String sent = server.fineTunes().jobs().get(0).request();
        OfficialSchema.check("CreateFineTuningJobRequest", sent);
        JsonNode body = WithServer.parse(sent);
        assertThat(body.at("/method/supervised/hyperparameters/n_epochs").intValue())
                .isEqualTo(2);
        assertThat(body.at("/method/supervised/hyperparameters/batch_size").intValue())
                .isEqualTo(4);
        assertThat(body.path("validation_file").textValue()).isEqualTo("file-2");
        assertThat(body.path("seed").intValue()).isEqualTo(7);

        ChatModel student = service.model(end.requireModelName());
        assertThat(student.info().identity()).isEqualTo("openai-compatible/ft:base-1:augment:rivers:1");
        assertThat(student.chat(ChatRequest.of("Name a river.")).text()).isNotEmpty();

        List<TrainingCheckpoint> checkpoints = service.checkpoints(end.jobId());
        assertThat(checkpoints).extracting(TrainingCheckpoint::step).containsExactly(1L, 2L, 3L);
        assertThat(checkpoints.get(2).metrics()).containsKey("train_loss").doesNotContainKey("step");
        assertThat(service.model(checkpoints.get(0).modelName())
                        .chat(ChatRequest.of("Name a river."))
                        .text())
                .isNotEmpty();
    }

    @Test
    void trainsByPreferences() throws IOException, InterruptedException {
        Files.writeString(
                data,
                "{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]},\"preferred_output\":[{\"role\":\"assistant\",\"content\":\"A\"}],\"non_preferred_output\":[{\"role\":\"assistant\",\"content\":\"B\"}]}\n");
        FakeOpenAiServer server = start();
        TrainingRequest request =
                TrainingRequest.dpo("base-1", data).beta(0.2).epochs(1).build();

        assertThat(fineTuning(service(server))
                        .start(request, directory())
                        .follow()
                        .state())
                .isEqualTo(TrainingState.SUCCEEDED);

        String sent = server.fineTunes().jobs().get(0).request();
        OfficialSchema.check("CreateFineTuningJobRequest", sent);
        assertThat(WithServer.parse(sent).at("/method/dpo/hyperparameters/beta").doubleValue())
                .isEqualTo(0.2);
    }

    @Test
    void tellsEachEventOnceOverManyPages() throws InterruptedException {
        settings.fineTuning(FineTunePlan.ofSteps(120));
        OpenAiTraining service = service(start());
        TrainingStatus end = fineTuning(service).start(request(), directory()).follow();

        assertThat(events).extracting(TrainingEvent::id).doesNotHaveDuplicates().hasSize(120 + 4);
        assertThat(service.events(end.jobId(), null)).isEqualTo(events);
        assertThat(service.events(end.jobId(), events.get(100).id())).isEqualTo(events.subList(101, events.size()));
        TrainingEvent step = events.get(3);
        assertThat(step.step()).isEqualTo(1);
        assertThat(step.metrics()).containsEntry("train_loss", 1.0);
        assertThat(service.checkpoints(end.jobId())).hasSize(120);
    }

    /** Whatever the network does to whichever request, the server has one file and one job in the end. */
    @RepeatedTest(12)
    void makesOneUploadAndOneJobWhateverGetsLost(RepetitionInfo repetition) throws InterruptedException {
        settings.faults(FaultPlan.random(
                        repetition.getCurrentRepetition(),
                        0.35,
                        FaultKind.RESET,
                        FaultKind.SERVER_ERROR,
                        FaultKind.RATE_LIMIT,
                        FaultKind.TRUNCATED_BODY,
                        FaultKind.MALFORMED_JSON))
                .fineTuning(FineTunePlan.ofSteps(4).listedAfter(repetition.getCurrentRepetition() % 2));
        FakeOpenAiServer server = start();

        TrainingStatus end =
                fineTuning(service(server)).start(request(), directory()).follow();

        assertThat(end.state()).isEqualTo(TrainingState.SUCCEEDED);
        assertThat(server.fineTunes().uploads()).hasSize(1);
        assertThat(server.fineTunes().jobs()).hasSize(1);
        assertThat(events).extracting(TrainingEvent::id).doesNotHaveDuplicates();
        assertThat(server.stats().requests()).isGreaterThan(5);
    }

    /** The reply of the very request that made the job is lost: only asking for the tag can find it. */
    @Test
    void findsTheJobWhoseReplyWasLost() throws InterruptedException {
        AtomicBoolean lost = new AtomicBoolean();
        settings.faults((request, attempt) ->
                isStart(request) && lost.compareAndSet(false, true) ? Fault.resetAfter() : Fault.none());
        FakeOpenAiServer server = start();
        fineTuning(service(server)).start(request(), directory()).follow();

        assertThat(lost).isTrue();
        assertThat(server.fineTunes().jobs()).hasSize(1);
    }

    @Test
    void saysWhyAJobFailed() throws InterruptedException {
        settings.fineTuning(FineTunePlan.ofSteps(1).failing("The loss is not a number."));
        TrainingStatus end =
                fineTuning(service(start())).start(request(), directory()).follow();
        assertThat(end.state()).isEqualTo(TrainingState.FAILED);
        assertThatThrownBy(end::requireModelName)
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("The loss is not a number.");
    }

    @Test
    void cancelsOnce() throws InterruptedException {
        OpenAiTraining service = service(start());
        String job = fineTuning(service).start(request(), directory()).id();
        assertThat(service.cancel(job).state()).isEqualTo(TrainingState.CANCELLED);
        assertThat(service.cancel(job).state())
                .as("a job that has ended stays as it is")
                .isEqualTo(TrainingState.CANCELLED);
    }

    @Test
    void estimatesBeforeAnythingIsSent() {
        FakeOpenAiServer server = start();
        OpenAiTraining service = OpenAiTraining.of(chat(server), "8.00");
        toClose.add(service);
        TrainingEstimate estimate = service.estimate(request());
        assertThat(estimate.rows()).isEqualTo(12);
        assertThat(estimate.epochs()).as("as OpenAI chooses for 12 rows").isEqualTo(8);
        // "Name a river. " are 14 characters of ASCII (4 tokens) and one other, "Seine " 2 and one; two frames of 4.
        assertThat(estimate.tokensPerEpoch()).isEqualTo(12 * (4 + 1 + 2 + 1 + 8));
        assertThat(estimate.mostTokensPerEpoch()).isEqualTo(12L * ROW.strip().getBytes(StandardCharsets.UTF_8).length);
        assertThat(estimate.cost()).isEqualByComparingTo(new BigDecimal("0.012288"));
        assertThat(server.stats().requests()).isZero();
    }

    @Test
    void countsWhatTheServiceSaysWasTrained() throws InterruptedException {
        FakeOpenAiServer server = start();
        OpenAiTraining service = OpenAiTraining.of(chat(server), "1000000");
        toClose.add(service);
        TrainingStatus end = FineTuning.with(service)
                .waiter(time -> {})
                .start(request(), directory())
                .follow();
        assertThat(end.trainedTokens()).isPositive();
        assertThat(end.cost()).isEqualByComparingTo(new BigDecimal(String.valueOf(end.trainedTokens())));
    }

    @Test
    void refusesWhatItCannotTrain() throws IOException {
        OpenAiTraining service = service(start());
        assertThatThrownBy(() -> service.estimate(TrainingRequest.builder(TrainingMethod.KTO, "base-1", data)
                        .build()))
                .hasMessageContaining("not by kto");
        Files.writeString(data, ROW + "\nhello\n");
        assertThatThrownBy(() -> service.estimate(request()))
                .hasMessageContaining("train.jsonl, line 3")
                .hasMessageContaining("openai");
        Files.writeString(data, "\n");
        assertThatThrownBy(() -> service.estimate(request())).hasMessageContaining("has no rows");
    }

    @Test
    void speaksOfFineTuningWhereTheServerHasNone() {
        OpenAiTraining service = service(start());
        assertThatThrownBy(() -> service.status("ftjob-99"))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("offers no fine-tuning");
    }

    @Test
    void keepsTheKeySecret() {
        FakeOpenAiServer server = start();
        OpenAiTraining service = OpenAiTraining.of(chat(server).apiKey("sk-wrong-9876543210"));
        toClose.add(service);
        assertThat(service.toString()).doesNotContain("9876543210");
        assertThatThrownBy(() -> service.findJob("tag"))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageNotContaining("9876543210");
    }

    private static boolean isStart(ReceivedRequest request) {
        return request.method().equals("POST") && request.path().equals("/v1/fine_tuning/jobs");
    }

    private FakeOpenAiServer start() {
        FakeOpenAiServer server = settings.start();
        toClose.add(server);
        return server;
    }

    private OpenAiChatModel.Builder chat(FakeOpenAiServer server) {
        return OpenAiChatModel.builder().baseUrl(server.baseUrl()).apiKey(KEY).httpClient(recorder.client());
    }

    private OpenAiTraining service(FakeOpenAiServer server) {
        OpenAiTraining service = OpenAiTraining.of(chat(server));
        toClose.add(0, service);
        return service;
    }

    private RunDirectory directory() {
        return RunDirectory.at(folder.resolve("run"));
    }

    private TrainingRequest request() {
        return TrainingRequest.supervised("base-1", data).build();
    }

    private FineTuning fineTuning(OpenAiTraining service) {
        return FineTuning.with(service).waiter(time -> {}).listener(new TrainingListener() {
            @Override
            public void onEvent(TrainingEvent event) {
                events.add(event);
            }
        });
    }
}
