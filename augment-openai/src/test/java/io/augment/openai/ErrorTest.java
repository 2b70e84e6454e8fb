package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.augment.chat.AuthenticationException;
import io.augment.chat.BadRequestException;
import io.augment.chat.CallTimeoutException;
import io.augment.chat.ChatException;
import io.augment.chat.ChatRequest;
import io.augment.chat.ContentFilteredException;
import io.augment.chat.ModelNotFoundException;
import io.augment.chat.RateLimitException;
import io.augment.chat.RetriableChatException;
import io.augment.chat.ServerErrorException;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server's error becomes. */
class ErrorTest extends WithServer {
    private ChatException fail(MockResponse.Builder answer) {
        return fail(model(), answer);
    }

    private ChatException fail(OpenAiChatModel model, MockResponse.Builder answer) {
        server.enqueue(answer.setHeader("x-request-id", "req-7").build());
        ChatException thrown =
                catchThrowableOfType(ChatException.class, () -> model.chat(ChatRequest.of("Say hello.")));
        assertThat(thrown).isNotNull();
        assertThat(thrown.requestId()).isEqualTo("req-7");
        assertThat(thrown.getMessage()).doesNotContain(KEY);
        return thrown;
    }

    @ParameterizedTest
    @CsvSource({
        "400, BadRequestException, bad-request, false",
        "401, AuthenticationException, authentication, false",
        "402, AuthenticationException, authentication, false",
        "403, AuthenticationException, authentication, false",
        "404, ModelNotFoundException, model-not-found, false",
        "405, ModelNotFoundException, model-not-found, false",
        "408, CallTimeoutException, timeout, true",
        "409, ServerErrorException, server-error, true",
        "410, ModelNotFoundException, model-not-found, false",
        "413, BadRequestException, bad-request, false",
        "418, BadRequestException, bad-request, false",
        "422, BadRequestException, bad-request, false",
        "425, ServerErrorException, server-error, true",
        "429, RateLimitException, rate-limited, true",
        "500, ServerErrorException, server-error, true",
        "501, ServerErrorException, server-error, true",
        "502, ServerErrorException, server-error, true",
        "503, ServerErrorException, server-error, true",
        "504, ServerErrorException, server-error, true",
        "529, ServerErrorException, server-error, true",
        "599, ServerErrorException, server-error, true"
    })
    void everyStatusHasItsException(int status, String type, String reason, boolean retriable) {
        ChatException thrown = fail(Canned.error(status, "some_code", "It went wrong."));

        assertThat(thrown.getClass().getSimpleName()).isEqualTo(type);
        assertThat(thrown.reason()).isEqualTo(reason);
        assertThat(thrown.status()).isEqualTo(status);
        assertThat(thrown instanceof RetriableChatException).isEqualTo(retriable);
        assertThat(thrown).hasMessageContaining("HTTP " + status);
    }

    @Test
    void aRefusedKeyIsNamedByItsVariable() {
        OpenAiChatModel model = open(OpenAiChatModel.fromEnv(Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", url()))
                .model("teacher"));

        ChatException thrown =
                fail(model, Canned.error(401, "invalid_api_key", "Incorrect API key provided: sk-tes**cdef."));

        assertThat(thrown)
                .isInstanceOf(AuthenticationException.class)
                .hasMessage(
                        url() + " refused the API key in OPENAI_API_KEY (HTTP 401). Check that the key is complete, "
                                + "has not expired, and belongs to this address.");
        assertThat(fail(Canned.error(401, "invalid_api_key", "no")))
                .hasMessageStartingWith(url() + " refused the API key (HTTP 401).");
    }

    @Test
    void aServerThatWantsAKeyIsToldApartFromOneThatRefusesIt() {
        OpenAiChatModel model =
                open(OpenAiChatModel.builder(Map.of()).baseUrl(url()).model("teacher"));

        assertThat(fail(model, Canned.error(401, "none", "no key")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("wants an API key")
                .hasMessageContaining("--key-env");
    }

    @Test
    void whatTheServerSaysToAForbiddenRequestIsPassedOn() {
        assertThat(fail(Canned.error(403, "unsupported_country", "Country not supported.")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Country not supported.");
    }

    @Test
    void aWrongModelIsNamedWithTheUrl() {
        String expected =
                url() + " has no model \"teacher\" (HTTP 404). Check the model's name, and the base URL, which "
                        + "usually ends in /v1.";
        assertThat(fail(Canned.error(404, "model_not_found", "The model `teacher` does not exist")))
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessage(expected);
        assertThat(fail(new MockResponse.Builder().code(404).body("404 page not found")))
                .isInstanceOf(ModelNotFoundException.class)
                .hasMessage(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "403, model_not_found, Project has no access",
        "400, invalid_request_error, Model Not Exist",
        "400, x, The model 'teacher' does not exist.",
        "400, model_not_supported, no"
    })
    void aWrongModelIsKnownByItsCode(int status, String code, String message) {
        assertThat(fail(Canned.error(status, code, message))).isInstanceOf(ModelNotFoundException.class);
    }

    @Test
    void aMessageThatQuotesTheRequestIsNoWrongModel() {
        assertThat(fail(Canned.error(400, "x", "Cannot parse 'The model was not found' in your message.")))
                .isInstanceOf(BadRequestException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, content_filter",
        "400, content_policy_violation",
        "400, data_inspection_failed",
        "400, DataInspectionFailed",
        "403, content_filter"
    })
    void aFilteredRequestIsKnownByItsCode(int status, String code) {
        assertThat(fail(Canned.error(status, code, "flagged")))
                .isInstanceOf(ContentFilteredException.class)
                .hasMessageContaining("flagged");
    }

    @ParameterizedTest
    @CsvSource({"429, insufficient_quota", "400, Arrearage", "403, AllocationQuota.FreeTierOnly", "402, x"})
    void anAccountWithoutCreditIsNotTriedAgain(int status, String code) {
        assertThat(fail(Canned.error(status, code, "Check your plan.")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("no credit left")
                .hasMessageContaining("Check your plan.");
    }

    @Test
    void atDashScopeTheSameCodeIsARateLimit() {
        OpenAiChatModel model = open(settings().preset(OpenAiPreset.DASHSCOPE));

        assertThat(fail(model, Canned.error(429, "insufficient_quota", "You exceeded your current quota.")))
                .isInstanceOf(RateLimitException.class);
        assertThat(fail(model, Canned.error(400, "Arrearage", "Overdue."))).isInstanceOf(AuthenticationException.class);
    }

    @ParameterizedTest
    @CsvSource({"429, rate-limited", "408, timeout", "500, server-error", "503, server-error"})
    void aServerCanForbidAnotherAttempt(int status, String reason) {
        ChatException thrown = fail(Canned.error(status, "x", "no").setHeader("x-should-retry", "false"));

        assertThat(thrown).isNotInstanceOf(RetriableChatException.class);
        assertThat(thrown.reason()).isEqualTo(reason);
    }

    @Test
    void aServerCanAskForAnotherAttempt() {
        ChatException thrown = fail(
                Canned.error(400, "x", "no").setHeader("x-should-retry", "true").setHeader("Retry-After", "3"));

        assertThat(thrown).isInstanceOf(RetriableChatException.class);
        assertThat(thrown.reason()).isEqualTo("bad-request");
        assertThat(((RetriableChatException) thrown).retryAfter()).hasSeconds(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"out of luck\",\"code\":400}}",
                "{\"error\":\"out of luck\"}",
                "[{\"error\":{\"message\":\"out of luck\",\"status\":\"INVALID_ARGUMENT\"}}]",
                "{\"object\":\"error\",\"message\":\"out of luck\",\"code\":400}",
                "{\"code\":\"InvalidParameter\",\"message\":\"out of luck\",\"request_id\":\"r\"}",
                "{\"detail\":\"out of luck\"}",
                "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"out of luck\"}]}",
                "out of luck"
            })
    void errorsAreReadInTheirDialects(String body) {
        assertThat(fail(Canned.json(400, body)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("out of luck");
    }

    @Test
    void theRequestIdMayStandInTheBody() {
        server.enqueue(Canned.json(500, "{\"message\":\"x\",\"request_id\":\"body-id\"}")
                .build());
        ChatException thrown = catchThrowableOfType(ChatException.class, () -> model().chat(ChatRequest.of("x")));

        assertThat(Objects.requireNonNull(thrown).requestId()).isEqualTo("body-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Bad gateway</html>", "{\"error\":", "\u0000\u0001"})
    void anErrorWithoutAReadableBodyIsStillTheError(String body) {
        assertThat(fail(Canned.json(502, body)))
                .isInstanceOf(ServerErrorException.class)
                .hasMessageNotContainingAny("<html>", "\u0000");
    }

    @Test
    void whatTheServerSaysIsCutAndKeptOnOneLine() {
        String message =
                fail(Canned.json(400, "line 1\n\tline 2 " + "🎉x".repeat(500))).getMessage();

        assertThat(message).contains("line 1 line 2").doesNotContain("\n").hasSizeLessThan(300);
        assertThat(message.chars()
                                .filter(c -> c == '🎉' || Character.isSurrogate((char) c))
                                .count()
                        % 2)
                .isZero();
    }

    @Test
    void hintsNameTheSettingThatHelps() {
        assertThat(fail(Canned.error(400, "x", "'response_format.type' must be text")))
                .hasMessageContaining("structuredReplies");
        assertThat(fail(Canned.error(400, "unsupported_parameter", "Unsupported parameter: 'max_tokens'")))
                .hasMessageContaining("outputLimitField");
    }

    @Test
    void aTimeoutOfTheServerMayBeTriedAgain() {
        assertThat(fail(Canned.error(408, "x", "too slow").setHeader("Retry-After", "2")))
                .isInstanceOfSatisfying(
                        CallTimeoutException.class,
                        e -> assertThat(e.retryAfter()).hasSeconds(2));
    }
}
