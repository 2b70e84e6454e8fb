package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.chat.AuthenticationException;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the builder settles, and what it refuses. */
class SettingsTest extends WithServer {
    private RecordedRequest firstRequest(OpenAiChatModel.Builder settings) {
        server.enqueue(Canned.standard(Canned.hello()));
        open(settings).chat(io.augment.chat.ChatRequest.of("x"));
        return take();
    }

    @Test
    void theEnvironmentGivesAddressKeyAndAccount() {
        RecordedRequest request = firstRequest(OpenAiChatModel.fromEnv(Map.of(
                        "OPENAI_API_KEY",
                        " " + KEY + "\n",
                        "OPENAI_BASE_URL",
                        url(),
                        "OPENAI_ORG_ID",
                        "org-1",
                        "OPENAI_PROJECT_ID",
                        "proj-1"))
                .model("qwen-max"));

        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(request.getHeaders().get("OpenAI-Organization")).isEqualTo("org-1");
        assertThat(request.getHeaders().get("OpenAI-Project")).isEqualTo("proj-1");
    }

    @Test
    void withoutABaseUrlTheEnvironmentMeansOpenAi() {
        OpenAiChatModel model =
                open(OpenAiChatModel.fromEnv(Map.of("OPENAI_API_KEY", KEY)).model("gpt-4o"));

        assertThat(model).hasToString("OpenAiChatModel[openai/gpt-4o at https://api.openai.com/v1]");
    }

    @Test
    void whatTheProgramSetsWinsOverTheEnvironment() {
        RecordedRequest request = firstRequest(OpenAiChatModel.fromEnv(Map.of(
                        "OPENAI_API_KEY",
                        "sk-other",
                        "OPENAI_BASE_URL",
                        "http://other.invalid",
                        "OPENAI_ORG_ID",
                        "org-1"))
                .baseUrl(url())
                .apiKey(KEY)
                .organization("org-2")
                .model("teacher"));

        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(request.getHeaders().get("OpenAI-Organization")).isEqualTo("org-2");
    }

    @Test
    void aKeyForOpenAiReachesNoOtherProvider() {
        Map<String, String> environment = Map.of(
                "OPENAI_API_KEY", "sk-openai",
                "OPENAI_BASE_URL", "http://other.invalid/v1",
                "OPENAI_ORG_ID", "org-1",
                "VLLM_API_KEY", "vllm-key");
        RecordedRequest vllm = firstRequest(OpenAiChatModel.fromEnv(environment)
                .preset(OpenAiPreset.VLLM)
                .baseUrl(url())
                .model("m"));
        assertThat(vllm.getHeaders().get("Authorization")).isEqualTo("Bearer vllm-key");
        assertThat(vllm.getHeaders().get("OpenAI-Organization")).isNull();

        RecordedRequest unknown =
                firstRequest(OpenAiChatModel.builder(environment).baseUrl(url()).model("m"));
        assertThat(unknown.getHeaders().get("Authorization")).isNull();

        assertThatThrownBy(() -> OpenAiChatModel.fromEnv(environment)
                        .preset(OpenAiPreset.DASHSCOPE)
                        .model("m")
                        .build())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("DASHSCOPE_API_KEY");
    }

    @Test
    void aMissingKeyIsAFixedText() {
        String expected =
                "No API key for https://api.openai.com/v1: the environment variable OPENAI_API_KEY is not set. "
                        + "Set it to your key, or use --offline to work with the built-in rules and no model.";
        assertThat(ErrorTexts.missingKey("OPENAI_API_KEY", "https://api.openai.com/v1"))
                .isEqualTo(expected);
        for (OpenAiChatModel.Builder settings : List.of(
                OpenAiChatModel.fromEnv(Map.of()),
                OpenAiChatModel.builder(Map.of()),
                OpenAiChatModel.fromEnv(Map.of("OPENAI_API_KEY", "  ")))) {
            assertThatThrownBy(() -> settings.model("m").build())
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessage(expected);
        }
    }

    @Test
    void aVariableThatTheProgramNamesMustBeSet() {
        assertThatThrownBy(() -> settingsWithoutKey().apiKeyFromEnv("MY_KEY").build())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("MY_KEY")
                .hasMessageContaining("--offline");
        RecordedRequest request = firstRequest(OpenAiChatModel.builder(Map.of("MY_KEY", KEY))
                .baseUrl(url())
                .model("m")
                .apiKeyFromEnv("MY_KEY"));
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
    }

    @Test
    void aLocalServerNeedsNoKey() {
        assertThat(firstRequest(OpenAiChatModel.fromEnv(Map.of("OPENAI_BASE_URL", url()))
                                .model("m"))
                        .getHeaders()
                        .get("Authorization"))
                .isNull();
        assertThat(open(OpenAiChatModel.builder(Map.of())
                        .preset(OpenAiPreset.OLLAMA)
                        .model("qwen2.5:7b")))
                .hasToString("OpenAiChatModel[ollama/qwen2.5:7b at http://localhost:11434/v1]");
    }

    @Test
    void aKeyInAHeaderOfItsOwnIsAKeyToo() {
        OpenAiChatModel model = open(OpenAiChatModel.builder(Map.of())
                .preset(OpenAiPreset.OPENAI)
                .baseUrl(url())
                .header("api-key", "azure-key-1")
                .model("m"));

        assertThat(model.info().identity()).isEqualTo("openai/m");
    }

    private OpenAiChatModel.Builder settingsWithoutKey() {
        return OpenAiChatModel.builder(Map.of()).baseUrl(url()).model("m");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, openai",
        "https://dashscope.aliyuncs.com/compatible-mode/v1, dashscope",
        "https://dashscope-intl.aliyuncs.com/compatible-mode/v1, dashscope",
        "http://localhost:8000/v1, openai-compatible",
        "https://api.openai.com.evil.example/v1, openai-compatible",
        "http://[::1]:8000/v1, openai-compatible"
    })
    void theProviderFollowsFromTheHostAndNeverHoldsAPort(String baseUrl, String provider) {
        ModelInfo info = open(OpenAiChatModel.builder()
                        .baseUrl(baseUrl)
                        .apiKey(KEY)
                        .model("org/m"))
                .info();

        assertThat(info.identity()).isEqualTo(provider + "/org/m");
    }

    @Test
    void theDescriptionHoldsPriceAndLimits() {
        Price price = Price.perMillion("0.4", "1.2");
        ModelInfo info = open(settings()
                        .provider("acme")
                        .price(price)
                        .requestsPerMinute(60)
                        .tokensPerMinute(9_000_000_000L))
                .info();

        assertThat(info.identity()).isEqualTo("acme/teacher");
        assertThat(info.price()).isEqualTo(price);
        assertThat(info.requestsPerMinute()).isEqualTo(60);
        assertThat(info.tokensPerMinute()).isEqualTo(9_000_000_000L);
        assertThat(info.parameters()).isEmpty();
    }

    @Test
    void identityAndParametersStayTheSameOnAnotherPortWithAnotherKey() {
        ModelInfo one = open(OpenAiChatModel.builder()
                        .baseUrl("http://localhost:8000/v1")
                        .apiKey("key-1")
                        .model("m"))
                .info();
        ModelInfo other = open(OpenAiChatModel.builder()
                        .baseUrl("http://localhost:9000/v1")
                        .apiKey("key-2")
                        .header("X-A", "b")
                        .model("m"))
                .info();

        assertThat(one.identity()).isEqualTo(other.identity());
        assertThat(one.parameters()).isEqualTo(other.parameters());
    }

    @Test
    void impossibleValuesAreRefusedWhereTheyAreSet() {
        List<Consumer<OpenAiChatModel.Builder>> impossible = new ArrayList<>(List.of(
                b -> b.baseUrl("localhost:8000/v1"),
                b -> b.baseUrl("ftp://host/v1"),
                b -> b.model(" "),
                b -> b.provider("host:8000"),
                b -> b.provider(""),
                b -> b.requestsPerMinute(0),
                b -> b.tokensPerMinute(-1),
                b -> b.timeout(Duration.ZERO),
                b -> b.timeout(Duration.ofSeconds(-1)),
                b -> b.header("Authorization", "Bearer x"),
                b -> b.header("content-TYPE", "text/plain"),
                b -> b.header("no space", "x"),
                b -> b.organization("a\nb"),
                b -> b.project("a\u0000"),
                b -> b.extraBody("", 1),
                b -> b.extraBody("x", Double.NaN),
                b -> b.extraBody("x", Float.POSITIVE_INFINITY),
                b -> b.extraBody("x", new Object()),
                b -> b.extraBody("x", Map.of("y", List.of(new StringBuilder()))),
                b -> b.extraBody("x", Map.of(1, 2))));
        for (Consumer<OpenAiChatModel.Builder> setting : impossible) {
            assertThatThrownBy(() -> setting.accept(settings())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model",
                "messages",
                "stream",
                "n",
                "max_tokens",
                "max_completion_tokens",
                "temperature",
                "top_k",
                "response_format"
            })
    void fieldsOfTheRequestAreNoExtraFields(String name) {
        assertThatThrownBy(() -> settings().extraBody(name, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void aListThatHoldsItselfIsRefused() {
        List<Object> loop = new ArrayList<>();
        loop.add(loop);

        assertThatThrownBy(() -> settings().extraBody("x", loop)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsMissingOrSetTwiceIsSaidWhenTheModelIsBuilt() {
        assertThatThrownBy(() -> OpenAiChatModel.builder().apiKey(KEY).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("model");
        assertThatThrownBy(() -> OpenAiChatModel.builder()
                        .preset(OpenAiPreset.COMPATIBLE)
                        .model("m")
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("baseUrl");
        assertThatThrownBy(() -> settings().apiKeyFromEnv("X").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two ways");
    }

    @Test
    void aBuiltModelDoesNotChangeWithItsBuilder() {
        OpenAiChatModel.Builder settings = settings().extraBody("a", 1);
        OpenAiChatModel model = open(settings);
        settings.extraBody("b", 2);
        server.enqueue(Canned.standard(Canned.hello()));
        model.chat(io.augment.chat.ChatRequest.of("x"));

        assertThat(sent().has("b")).isFalse();
        assertThat(model.info().parameters()).containsOnlyKeys("a");
    }
}
