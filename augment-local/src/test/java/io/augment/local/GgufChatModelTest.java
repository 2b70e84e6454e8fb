package io.augment.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.chat.BadRequestException;
import io.augment.chat.CallScope;
import io.augment.chat.CallTimeoutException;
import io.augment.chat.ChatException;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.FinishReason;
import io.augment.chat.JsonSchema;
import io.augment.chat.TokenLogprob;
import io.augment.local.internal.gguf.GgufType;
import io.augment.local.internal.model.RandomModel;
import io.augment.local.internal.token.TinyVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class GgufChatModelTest {
    private static final String TEMPLATE =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
    private static final JsonSchema RATING = JsonSchema.named("rating")
            .integer("score", "0 to 9")
            .string("reason", "one sentence")
            .choice("kind", "which", List.of("good", "bad"))
            .strings("tags", "some")
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Path file() {
        Path path = folder.resolve("tiny.gguf");
        if (!Files.exists(path)) {
            TinyVocabulary vocabulary = TinyVocabulary.of(60);
            RandomModel model = new RandomModel("qwen2", GgufType.Q8_0, true, vocabulary.size(), 2);
            vocabulary
                    .putInto(model.writer(), "qwen2")
                    .put("tokenizer.chat_template", TEMPLATE)
                    .write(path);
        }
        return path;
    }

    private static ChatRequest.Builder ask(String text) {
        return ChatRequest.builder().addMessage(ChatMessage.user(text)).maxTokens(30);
    }

    private static GgufChatModel.Builder tiny() {
        return GgufChatModel.builder(file()).contextPerSlot(1200);
    }

    @Test
    void answersWithUsageAndProbabilities() {
        try (GgufChatModel model = tiny().build()) {
            ChatResponse response =
                    model.chat(ask("the cat 😀").topLogprobs(3).temperature(0.0).build());
            assertThat(response.usage()).isNotNull();
            assertThat(response.usage().completionTokens()).isBetween(1L, 30L);
            assertThat(response.usage().promptTokens())
                    .isEqualTo(model.info()
                            .tokenCounter()
                            .promptTokens(ask("the cat 😀").build()));
            assertThat(response.logprobs()).isNotEmpty();
            for (TokenLogprob token : response.logprobs()) {
                assertThat(token.top()).hasSize(3);
                assertThat(token.logprob()).isEqualTo(token.top().get(0).logprob());
            }
            assertThat(response.model()).isEqualTo("tiny.gguf");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 1", "8, 3"})
    void aSeedGivesTheSameReplyAloneAndInCompany(int parallel, int threads) throws Exception {
        List<ChatResponse> alone = new ArrayList<>();
        try (GgufChatModel model = tiny().parallel(1).threads(1).build()) {
            for (int i = 0; i < 8; i++) {
                alone.add(model.chat(request(i)));
            }
            assertThat(alone.stream().map(ChatResponse::text).distinct()).hasSizeGreaterThan(4);
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (GgufChatModel model = tiny().parallel(parallel).threads(threads).build()) {
            List<Future<ChatResponse>> replies = IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(() -> model.chat(request(i))))
                    .toList();
            for (int i = 0; i < 8; i++) {
                assertThat(replies.get(i).get().text()).isEqualTo(alone.get(i).text());
                assertThat(replies.get(i).get().logprobs())
                        .isEqualTo(alone.get(i).logprobs());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static ChatRequest request(int i) {
        return ask("Write a story about the weather, number " + i)
                .seed((long) i)
                .temperature(1.0)
                .topLogprobs(2)
                .build();
    }

    @Test
    void unseededRequestsTakeOneSeedAfterTheOther() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        for (List<String> texts : List.of(first, second)) {
            try (GgufChatModel model = tiny().seed(5).build()) {
                for (int i = 0; i < 3; i++) {
                    texts.add(model.chat(ask("the").temperature(1.5).build()).text());
                }
            }
        }
        assertThat(second).isEqualTo(first);
        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void keepsToASchema() throws IOException {
        schemas(40);
    }

    @Test
    @Tag("slow")
    @Timeout(3_600)
    void keepsToASchemaAThousandTimes() throws IOException {
        schemas(1_000);
    }

    private void schemas(int rounds) throws IOException {
        try (GgufChatModel model = tiny().build()) {
            for (int i = 0; i < rounds; i++) {
                ChatResponse response = model.chat(ask("rate " + i)
                        .replySchema(RATING)
                        .seed((long) i)
                        .temperature(1.0)
                        .maxTokens(60 + i % 60)
                        .build());
                JsonNode reply = JSON.readTree(response.text());
                assertThat(reply.fieldNames()).toIterable().containsExactly("score", "reason", "kind", "tags");
                assertThat(reply.get("score").isIntegralNumber()).isTrue();
                assertThat(reply.get("kind").asText()).isIn("good", "bad");
            }
        }
    }

    @Test
    void stopsAtATextAndAtTheLimit() {
        try (GgufChatModel model = tiny().build()) {
            ChatResponse whole =
                    model.chat(ask("a b c").seed(3L).temperature(1.0).build());
            assertThat(whole.finishReason()).isEqualTo(FinishReason.LENGTH);
            assertThat(whole.usage().completionTokens()).isEqualTo(30);
            int middle = whole.text().length() / 2;
            String stop = whole.text().substring(middle, middle + 1);
            ChatResponse cut = model.chat(
                    ask("a b c").seed(3L).temperature(1.0).stop(List.of(stop)).build());
            assertThat(cut.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(cut.text())
                    .isEqualTo(whole.text().substring(0, whole.text().indexOf(stop)));
        }
    }

    @Test
    void aPromptThatDoesNotFitIsAnErrorWithBothNumbers() {
        try (GgufChatModel model = tiny().contextPerSlot(600).build()) {
            assertThatThrownBy(() ->
                            model.chat(ask("x y ".repeat(300)).maxTokens(40).build()))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageMatching("(?s).*prompt has \\d{3,} tokens.*may have 40.*holds 600.*");
            assertThatThrownBy(() -> model.chat(ask("x").maxTokens(599).build()))
                    .hasMessageContaining("together");
        }
    }

    @Test
    void scoresLabels() {
        try (GgufChatModel model = tiny().build()) {
            Map<String, Double> scores = model.scoreChoices(ChatRequest.of("rate"), List.of("1", "2", "story", "yes"));
            assertThat(scores.keySet()).containsExactly("1", "2", "story", "yes");
            assertThat(scores.values().stream().mapToDouble(v -> v).sum()).isCloseTo(1, within(1e-9));
            assertThat(scores.values()).allMatch(share -> share > 0);
            assertThatThrownBy(() -> model.scoreChoices(ChatRequest.of("rate"), List.of("1", "1")))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("twice");
        }
    }

    @Test
    void callsEndWhenTheyAreCancelledLateOrInterrupted() throws InterruptedException {
        try (GgufChatModel model = tiny().parallel(1).build()) {
            ChatRequest endless = ask("the cat sat")
                    .maxTokens(1_000)
                    .temperature(2.0)
                    .topK(1000)
                    .build();
            assertThatThrownBy(() -> model.chat(endless, CallScope.ofTimeout(Duration.ofMillis(1))))
                    .isInstanceOf(CallTimeoutException.class);
            assertThatThrownBy(() -> model.chat(endless, new CallScope() {
                        @Override
                        public Duration timeout() {
                            return Duration.ofMinutes(1);
                        }

                        @Override
                        public void onCancel(Runnable abort) {
                            abort.run();
                        }
                    }))
                    .isInstanceOfSatisfying(
                            ChatException.class, e -> assertThat(e.reason()).isEqualTo("cancelled"));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> model.chat(endless)).isInstanceOf(ChatException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(model.chat(ask("x").maxTokens(2).build()).text()).isNotNull();
        }
    }

    @Test
    void closingWhileGeneratingIsSafe() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        GgufChatModel model = tiny().parallel(2).build();
        try {
            CountDownLatch started = new CountDownLatch(4);
            List<Future<ChatResponse>> replies = IntStream.range(0, 4)
                    .mapToObj(i -> pool.submit(() -> {
                        started.countDown();
                        return model.chat(ask("the")
                                .maxTokens(1_000)
                                .temperature(2.0)
                                .seed((long) i)
                                .build());
                    }))
                    .toList();
            started.await();
            model.close();
            for (Future<ChatResponse> reply : replies) {
                try {
                    // A reply may have come to its end just before.
                    assertThat(reply.get().finishReason()).isIn(FinishReason.STOP, FinishReason.LENGTH);
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOfAny(ChatException.class, IllegalStateException.class);
                }
            }
            assertThatThrownBy(() -> model.chat(ask("x").build())).isInstanceOf(IllegalStateException.class);
        } finally {
            model.close();
            pool.shutdownNow();
        }
    }

    @Test
    void twoModelsRunAtOnceAndAreNamedByTheirFiles() throws Exception {
        Path copy = Files.copy(file(), folder.resolve("copy.gguf"));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try (GgufChatModel one = tiny().build();
                GgufChatModel two = GgufChatModel.builder(copy)
                        .contextPerSlot(1200)
                        .temperature(0.1)
                        .build()) {
            assertThat(one.info().identity())
                    .startsWith("gguf/")
                    .isEqualTo(two.info().identity());
            assertThat(one.info().parameters()).isNotEqualTo(two.info().parameters());
            Future<ChatResponse> first = pool.submit(() -> one.chat(request(1)));
            Future<ChatResponse> second = pool.submit(() -> two.chat(request(1)));
            assertThat(first.get().text()).isEqualTo(second.get().text());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aChangedFileEndsInAnExceptionOrARefusalOfItsNumbers() throws IOException {
        flip(25);
    }

    @Test
    @Tag("slow")
    @Timeout(3_600)
    void flippedBytesEndInExceptionsOnly() throws IOException {
        flip(10_000);
    }

    /** Flips bytes anywhere in the file, runs what still opens, and lets only the house's own exceptions pass. */
    private void flip(int rounds) throws IOException {
        byte[] sound = Files.readAllBytes(file());
        Random random = new Random(9);
        Path path = folder.resolve("flipped.gguf");
        int ran = 0;
        for (int i = 0; i < rounds; i++) {
            byte[] bytes = sound.clone();
            // Half of them in the header, where most of the meaning is.
            int end = i % 2 == 0 ? 6_000 : bytes.length;
            for (int j = 0; j <= i % 3; j++) {
                bytes[random.nextInt(end)] = (byte) random.nextInt(256);
            }
            Files.write(path, bytes);
            try (GgufChatModel model =
                    GgufChatModel.builder(path).contextPerSlot(128).parallel(1).build()) {
                model.chat(ask("hi").maxTokens(2).build());
                ran++;
            } catch (io.augment.AugmentException e) {
                assertThat(e).hasMessageContaining("flipped.gguf");
            }
        }
        assertThat(ran).isPositive();
    }

    @Test
    void theSharedToyAnswersScoresAndStops() throws IOException {
        Path toy = SharedModels.file("toy/toy-student-q8_0.gguf");
        try (GgufChatModel model =
                GgufChatModel.builder(toy).contextPerSlot(600).build()) {
            ChatResponse response = model.chat(ChatRequest.builder()
                    .addMessage(ChatMessage.user("Write a story about the clever dog."))
                    .temperature(0.0)
                    .maxTokens(100)
                    .build());
            assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(response.text()).isNotBlank();
            JsonNode row = JSON.readTree(
                    Files.readAllLines(SharedModels.file("scores.jsonl")).get(0));
            Map<String, Double> scores = model.scoreChoices(
                    ChatRequest.of("Rate from 1 to 5: the clever dog."), List.of("1", "2", "3", "4", "5"));
            int i = 0;
            for (double share : scores.values()) {
                assertThat(share).isCloseTo(row.get("ref_prob").get(i++).asDouble(), within(0.002));
            }
        }
    }

    @Test
    void theSharedBrokenFilesAreRefused() throws IOException {
        for (String line : Files.readAllLines(SharedModels.file("broken/expected.jsonl"))) {
            JsonNode row = JSON.readTree(line);
            String expected = row.get("error_class").asText();
            Path path = SharedModels.file("broken").resolve(row.get("file").asText());
            if (!expected.equals("NONE")) {
                assertThatThrownBy(() -> GgufChatModel.of(path))
                        .as(path.toString())
                        .isInstanceOfSatisfying(
                                ModelFileException.class,
                                e -> assertThat(e.problem().name()).isEqualTo(expected));
            }
        }
    }
}
