package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.augment.testkit.SentenceModel;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
    @TempDir
    private Path temp;

    @Test
    void listsModelsAndSaysWhereOneIsToBeHad() throws Exception {
        Cli.Result list = Cli.run("models", "--dir", temp);
        assertThat(list.status()).as(list.err()).isZero();
        assertThat(list.out()).contains("qwen2.5-0.5b-instruct-q8_0", "675 MB", "Apache-2.0", "https://");
        JsonNode json = Cli.run("models", "--dir", temp, "--json").json();
        assertThat(json.get("directory").asText()).isEqualTo(temp.toString());
        assertThat(json.get("models").get(0).get("path").isNull()).isTrue();
        Cli.Result absent = Cli.run("models", "qwen2.5-0.5b-instruct-q8_0", "--dir", temp);
        assertThat(absent.status()).isEqualTo(1);
        assertThat(absent.err()).contains("is not at " + temp, "--download", "https://", "Apache-2.0");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        assertThat(Cli.run("models", "--download").err()).contains("--download needs the name");
        assertThat(Cli.run("models", "no-such").err()).contains("No model no-such is listed");
        assertThat(Cli.run("models", "--file", "a.gguf").err()).contains("together");
        assertThat(Cli.run("models", "--sha256", "00").err()).contains("go with");
        assertThat(Cli.run("models", "no-such", "--file", "a.gguf").err()).contains("Give either NAME");
        Cli.Result strange = Cli.run("models", "--repository", "../x", "--file", "a.gguf", "--download");
        assertThat(strange.status()).isEqualTo(2);
        assertThat(strange.err()).contains("no repository");
    }

    /** The mirror comes from the environment, which only another process can be given. */
    @Test
    void fetchesAModelThatThenAnswers() throws Exception {
        byte[] model = Files.readAllBytes(SentenceModel.of(List.of("Name a river that flows through Vienna."))
                .write(temp.resolve("original.gguf")));
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/o/m-GGUF/resolve/main/m.gguf", exchange -> {
            exchange.sendResponseHeaders(200, model.length);
            exchange.getResponseBody().write(model);
            exchange.close();
        });
        server.start();
        try {
            JsonNode stored = download(server.getAddress().getPort(), digest);
            assertThat(stored.get("sha256").asText()).isEqualTo(digest);
            assertThat(stored.get("verified").asBoolean()).isTrue();
            Path path = Path.of(stored.get("path").asText());
            assertThat(path).hasBinaryContent(model).startsWith(temp.resolve("models"));
            Cli.Result found =
                    Cli.run("models", "--repository", "o/m-GGUF", "--file", "m.gguf", "--dir", temp.resolve("models"));
            assertThat(found.out().strip()).isEqualTo(path.toString());
            Path seed = Files.writeString(temp.resolve("s.jsonl"), "{\"instruction\":\"Name a lake.\"}\n");
            Cli.Result run = Cli.run("run", "--model-file", path, "--in", seed, "--out", temp.resolve("out"));
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(Files.readString(temp.resolve("out/alpaca.json"))).contains("flows through Vienna");
        } finally {
            server.stop(0);
        }
    }

    private JsonNode download(int port, String digest) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of("models", "--repository", "o/m-GGUF", "--file", "m.gguf", "--sha256", digest));
        command.addAll(
                List.of("--download", "--json", "--dir", temp.resolve("models").toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HF_ENDPOINT", "http://127.0.0.1:" + port);
        File errors = temp.resolve("errors.txt").toFile();
        Process process = builder.redirectError(errors).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors.toPath())).isZero();
        return new ObjectMapper().readTree(out);
    }
}
