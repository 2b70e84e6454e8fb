package io.augment.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FakeOpenAiServerMainTest {
    @Test
    void runsAsAProcessUntilItsInputEnds() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FakeOpenAiServerMain.class.getName(),
                        "--until-eof",
                        "true",
                        "--fault-share",
                        "1",
                        "--fault-seed",
                        "3")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String url = out.readLine();
            assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+/v1");
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/models")).build();
            assertThat(Client.send(request).statusCode()).isEqualTo(200);
            String stats = Client.get(url.replace("/v1", "/__stats")).body();
            assertThat(Client.JSON.readTree(stats).at("/byPath/~1v1~1models").asInt())
                    .isEqualTo(1);
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void unknownOptionsAreNamed() {
        assertThatThrownBy(() -> FakeOpenAiServerMain.main(new String[] {"--speed", "9"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--speed");
    }
}
