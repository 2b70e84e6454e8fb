package io.augment.testkit.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final String[] PIECES = {
        "--",
        "\r\n",
        "\r\n\r\n",
        "--bound",
        "\r\n--boun",
        "汉字",
        "🌊",
        "{\"messages\":[]}\n",
        "name=\"purpose\"",
        "\u0000",
        "é"
    };

    /** What was put in comes out, whatever it looks like. */
    @RepeatedTest(50)
    void readsWhatWasWritten(RepetitionInfo repetition) throws ApiProblem {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder content = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            content.append(PIECES[random.nextInt(PIECES.length)]);
        }
        String boundary = "boundary-" + random.nextLong();
        String quote = random.nextBoolean() ? "\"" : "";
        String body = "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"purpose\"\r\nContent-Length: 9\r\n\r\nfine-tune\r\n--"
                + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a b.jsonl\"\r\n"
                + "Content-Type: application/jsonl\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n";

        Map<String, Multipart.Part> parts = Multipart.parse(
                "POST /v1/files HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=" + quote + boundary + quote
                        + "\r\n",
                body.getBytes(StandardCharsets.UTF_8));

        assertThat(parts).containsOnlyKeys("purpose", "file");
        Multipart.Part file = Objects.requireNonNull(parts.get("file"));
        assertThat(file.content()).isEqualTo(content.toString());
        assertThat(file.fileName()).isEqualTo("a b.jsonl");
        assertThat(parts.get("purpose")).isEqualTo(new Multipart.Part(null, "fine-tune"));
    }

    @Test
    void refusesWhatIsNoForm() {
        byte[] body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Multipart.parse("Content-Type: application/json\r\n", body))
                .isInstanceOf(ApiProblem.class);
        assertThatThrownBy(() -> Multipart.parse("Content-Type: multipart/form-data; boundary=x\r\n", body))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("damaged");
    }
}
