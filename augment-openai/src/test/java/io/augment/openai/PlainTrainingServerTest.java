package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.chat.MalformedReplyException;
import io.augment.train.TrainingEvent;
import io.augment.train.TrainingState;
import io.augment.train.TrainingStatus;
import java.io.IOException;
import java.util.List;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that speaks the API of fine-tuning, but not all of it. */
class PlainTrainingServerTest {
    private final MockWebServer server = new MockWebServer();
    private OpenAiTraining service = OpenAiTraining.of(
            OpenAiChatModel.builder().baseUrl("http://127.0.0.1:9/v1").apiKey("unused"));

    @BeforeEach
    void startServer() throws IOException {
        server.setServerSocketFactory(new PromptServerSockets());
        server.start();
        service.close();
        service = OpenAiTraining.of(OpenAiChatModel.builder()
                .baseUrl("http://" + server.getHostName() + ":" + server.getPort() + "/v1")
                .apiKey("sk-plain-123456"));
    }

    @AfterEach
    void closeAll() throws IOException {
        service.close();
        server.close();
    }

    @Test
    void findsItsJobByTheFileWhereNoMetadataIsKept() throws InterruptedException {
        String jobs =
                "{\"data\":[{\"id\":\"other\",\"training_file\":\"f-0\"},{\"id\":\"mine\",\"training_file\":\"f-1\"}]}";
        answer(jobs);
        answer(
                "{\"data\":[{\"id\":\"f-2\",\"filename\":\"x\"},{\"id\":\"f-1\",\"filename\":\"tag-1-training.jsonl\"}]}");
        answer(jobs);
        assertThat(service.findJob("tag-1")).isEqualTo("mine");
        assertThat(server.takeRequest().getUrl().queryParameter("limit")).isEqualTo("100");
        assertThat(server.takeRequest().getUrl().queryParameter("purpose")).isEqualTo("fine-tune");

        answer(jobs);
        answer("{\"data\":[{\"id\":\"f-9\",\"filename\":\"tag-2-training.jsonl\",\"status\":\"error\"}]}");
        assertThat(service.findJob("tag-2")).isNull();
    }

    @Test
    void takesWhatIsMissingForUnknownAndAStateThatIsNewForNoEnd() {
        answer("{\"id\":\"j\",\"status\":\"warming_up\"}");
        assertThat(service.status("j")).isEqualTo(TrainingStatus.of("j", TrainingState.RUNNING));
        answer("{\"id\":\"j\",\"status\":\"failed\",\"error\":{\"message\":\"No"
                + " rows.\"},\"trained_tokens\":-5,\"estimated_finish\":\"soon\"}");
        TrainingStatus failed = service.status("j");
        assertThat(failed.problem()).isEqualTo("No rows.");
        assertThat(failed.trainedTokens()).isNull();

        answer(
                "{\"data\":[{\"message\":\"nameless\"},{\"id\":\"e\",\"type\":\"metrics\",\"level\":\"odd\",\"data\":{\"step\":3,"
                        + "\"train_loss\":0.5,\"note\":\"x\"}}],\"has_more\":true}");
        answer("{\"data\":[],\"has_more\":true}");
        List<TrainingEvent> events = service.events("j", null);
        assertThat(events).hasSize(1);
        assertThat(events.get(0).step()).isEqualTo(3);
        assertThat(events.get(0).metrics()).containsOnlyKeys("train_loss");
        assertThat(events.get(0).level()).isEqualTo(TrainingEvent.Level.INFO);
    }

    @Test
    void whatIsNoObjectIsNoReply() {
        answer("[]");
        assertThatThrownBy(() -> service.status("j")).isInstanceOf(MalformedReplyException.class);
    }

    /** An identifier is one part of a path, whatever it looks like. */
    @Test
    void anIdentifierLeadsNowhereElse() throws InterruptedException {
        answer("{\"id\":\"j\",\"status\":\"running\"}");
        service.status("../../files/f-1?x=1");
        assertThat(server.takeRequest().getUrl().encodedPath())
                .isEqualTo("/v1/fine_tuning/jobs/..%2F..%2Ffiles%2Ff-1%3Fx=1");
    }

    private void answer(String body) {
        server.enqueue(Canned.json(200, body).build());
    }
}
