package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.chat.ChatException;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.FinishReason;
import io.augment.chat.MalformedReplyException;
import io.augment.chat.RateLimitException;
import io.augment.chat.ServerErrorException;
import io.augment.chat.TokenLogprob;
import io.augment.chat.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back with the status 200: the standard first, then what servers make of it. */
class ReplyTest extends WithServer {
    private ChatResponse read(String body) {
        return ask(Canned.json(200, body).setHeader("x-request-id", "req-1").build());
    }

    private ChatResponse readMessage(String message) {
        return read("{\"choices\":[{\"message\":%s,\"finish_reason\":\"stop\"}]}".formatted(message));
    }

    @Test
    void readsTheStandardReply() {
        ChatResponse reply = ask(Canned.standard(Canned.hello()));

        assertThat(reply.text()).isEqualTo("hello");
        assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(reply.usage()).isEqualTo(new Usage(12, 8, 5));
        assertThat(reply.model()).isEqualTo("teacher-2026-01-01");
        assertThat(reply.id()).isEqualTo("chatcmpl-1");
        assertThat(reply.reasoning()).isNull();
        assertThat(reply.refusal()).isNull();
        assertThat(reply.logprobs()).isEmpty();
    }

    @Test
    void readsARefusal() {
        String body = Canned.body("null", "stop").replace("\"refusal\":null", "\"refusal\":\"I cannot help.\"");
        ChatResponse reply = ask(Canned.standard(body));

        assertThat(reply.text()).isEmpty();
        assertThat(reply.refusal()).isEqualTo("I cannot help.");
    }

    @Test
    void readsLogprobsThatWereAskedFor() {
        String logprobs = """
                "logprobs":{"refusal":null,"content":[{"token":"9","logprob":-0.25,"bytes":[57],"top_logprobs":[
                  {"token":"9","logprob":-0.25,"bytes":[57]},{"token":"8","logprob":-1.5,"bytes":null}]}]}""";
        String body = Canned.hello().replace("\"logprobs\":null", logprobs);
        server.enqueue(Canned.standard(body));
        server.enqueue(Canned.standard(body));
        OpenAiChatModel model = model();

        ChatRequest asking = ChatRequest.of("x").toBuilder().topLogprobs(2).build();
        assertThat(model.chat(asking).logprobs())
                .containsExactly(new TokenLogprob(
                        "9",
                        -0.25,
                        List.of(new TokenLogprob("9", -0.25, List.of()), new TokenLogprob("8", -1.5, List.of()))));
        assertThat(model.chat(ChatRequest.of("x")).logprobs()).isEmpty();
    }

    @Test
    void logprobsThatCannotBeReadAreNone() {
        server.enqueue(Canned.json(
                        200,
                        "{\"choices\":[{\"message\":{\"content\":\"ab\"},\"logprobs\":{\"content\":["
                                + "{\"token\":\"a\",\"logprob\":-Infinity},{\"token\":\"b\",\"logprob\":NaN}]}}]}")
                .build());
        ChatResponse reply =
                model().chat(ChatRequest.of("x").toBuilder().topLogprobs(2).build());

        assertThat(reply.text()).isEqualTo("ab");
        assertThat(reply.logprobs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "max_tokens", "MAX_TOKENS", "model_length"})
    void aReplyAtItsLimitIsTruncatedWhateverTheServerCallsIt(String reason) {
        assertThat(read("{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"%s\"}]}".formatted(reason))
                        .isTruncated())
                .isTrue();
    }

    @Test
    void aServerThatGivesNoReasonButUsedTheWholeLimitTruncated() {
        String body =
                "{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":%d}}";

        assertThat(read(body.formatted(2048)).isTruncated()).isTrue();
        assertThat(read(body.formatted(2047)).finishReason()).isEqualTo(FinishReason.UNKNOWN);
    }

    @Test
    void unknownFinishReasonsAreKept() {
        assertThat(read("{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"eos\"}]}")
                        .finishReason())
                .isEqualTo(new FinishReason("eos"));
        assertThat(read("{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":null}]}")
                        .finishReason())
                .isEqualTo(FinishReason.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abort", "error", "insufficient_system_resource"})
    void aReplyThatTheServerGaveUpIsNoReply(String reason) {
        assertThatThrownBy(() -> read(
                        "{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"%s\"}]}".formatted(reason)))
                .isInstanceOf(ServerErrorException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"usage\":null",
                ",\"usage\":{}",
                ",\"usage\":{\"prompt_tokens\":3}",
                ",\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":2}",
                ",\"usage\":{\"prompt_tokens\":\"3\",\"completion_tokens\":2}",
                ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":99999999999999999999999}",
                ",\"usage\":[3,2]"
            })
    void usageThatIsNotThereIsUnknown(String usage) {
        ChatResponse reply = read("{\"choices\":[{\"message\":{\"content\":\"x\"}}]%s}".formatted(usage));

        assertThat(reply.text()).isEqualTo("x");
        assertThat(reply.usage()).isNull();
        assertThat(reply.model()).isNull();
        assertThat(reply.id()).isEqualTo("req-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"prompt_tokens":3,"total_tokens":5}                                                     | 3 | 0 | 2
                    {"prompt_tokens":9,"completion_tokens":1,"prompt_cache_hit_tokens":4}                    | 9 | 4 | 1
                    {"prompt_tokens":9,"completion_tokens":1,"prompt_tokens_details":null}                   | 9 | 0 | 1
                    {"prompt_tokens":9,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":99}}   | 9 | 9 | 1
                    """)
    void usageIsReadInItsDialects(String usage, long prompt, long cached, long completion) {
        assertThat(read("{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":%s}".formatted(usage))
                        .usage())
                .isEqualTo(new Usage(prompt, cached, completion));
    }

    @Test
    void reasoningBesideTheContentIsKeptApart() {
        ChatResponse deepSeek = readMessage("{\"content\":\"4\",\"reasoning_content\":\"2 and 2\"}");
        assertThat(deepSeek.text()).isEqualTo("4");
        assertThat(deepSeek.reasoning()).isEqualTo("2 and 2");
        assertThat(readMessage("{\"content\":\"4\",\"reasoning\":\"2 and 2\"}").reasoning())
                .isEqualTo("2 and 2");
        assertThat(readMessage("{\"content\":\"4\",\"reasoning_content\":\"a\",\"reasoning\":\"a\"}")
                        .reasoning())
                .isEqualTo("a");
        assertThat(readMessage("{\"content\":\"4\",\"reasoning_content\":null}").reasoning())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    <think>2 and 2</think>4                       | 2 and 2         | 4
                    \\n <think>\\n2 and 2\\n</think>\\n\\n4       | 2 and 2         | 4
                    <think>\\n\\n</think>\\n\\n4                  | none            | 4
                    <think>never came to an end                   | never came to an end | ''
                    2 and 2\\n</think>\\n\\n4                     | 2 and 2         | 4
                    Write <think>x</think> first.                 | none            | Write <think>x</think> first.
                    The tag </think> ends a thought.              | none            | The tag </think> ends a thought.
                    """)
    void thinkingAtTheStartOfTheContentIsMovedOut(String content, String reasoning, String text) {
        ChatResponse reply = readMessage("{\"content\":\"%s\"}".formatted(content));

        assertThat(reply.reasoning()).isEqualTo(reasoning);
        assertThat(reply.text()).isEqualTo(text);
    }

    @Test
    void contentInPartsIsJoined() {
        ChatResponse reply = readMessage("""
                {"content":[{"type":"thinking","thinking":[{"type":"text","text":"2 and 2"}]},
                            {"type":"text","text":"It is "},{"type":"output_text","text":"4"},".",
                            {"type":"refusal","refusal":"no more"},{"type":"image_url","image_url":{}}]}""");

        assertThat(reply.text()).isEqualTo("It is 4.");
        assertThat(reply.reasoning()).isEqualTo("2 and 2");
        assertThat(reply.refusal()).isEqualTo("no more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"content\":null}", "{}", "{\"role\":\"assistant\",\"tool_calls\":[]}", "{\"content\":7}"})
    void aMessageWithoutTextIsAnEmptyReply(String message) {
        assertThat(readMessage(message).text()).isEmpty();
    }

    @Test
    void contentThatIsAnObjectIsItsJson() {
        assertThat(readMessage("{\"content\":{\"score\":7}}").text()).isEqualTo("{\"score\":7}");
    }

    @Test
    void textThatUtf8CannotCarryIsMended() {
        ChatResponse reply = readMessage("{\"content\":\"a\\ud800b\",\"reasoning_content\":\"\\udc00\"}");

        assertThat(reply.text()).isEqualTo("a\uFFFDb");
        assertThat(reply.reasoning()).isEqualTo("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n",
                "null",
                "7",
                "[]",
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":null}",
                "{\"choices\":[null]}",
                "{\"choices\":[{\"message\":\"hello\"}]}",
                "{\"choices\":[{\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"message\":{\"content\":\"hel",
                "{\"choices\":[{\"message\":{\"content\":\"hello\"}}]} and more",
                "{\"choices\":[{\"message\":{\"content\":\"hello\"}}]}{}",
                "data: {\"choices\":[]}\n\n",
                "<html><body>Welcome</body></html>",
                "Service is starting"
            })
    void whatIsNoReplyIsMalformedAndMayBeTriedAgain(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining(url())
                .satisfies(e -> assertThat(((ChatException) e).requestId()).isEqualTo("req-1"))
                .satisfies(e -> assertThat(((ChatException) e).status()).isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\n\n  \r\n"})
    void whatStandsBeforeTheReplyIsSkipped(String before) {
        assertThat(read(before + "{\"choices\":[{\"message\":{\"content\":\"hello\"}}]}\n\n")
                        .text())
                .isEqualTo("hello");
    }

    @Test
    void anErrorWithTheStatus200IsAnError() {
        assertThatThrownBy(() -> read("{\"error\":{\"code\":429,\"message\":\"slow down\"}}"))
                .isInstanceOf(RateLimitException.class)
                .hasMessageContaining("slow down");
        assertThatThrownBy(() -> read("{\"choices\":[{\"error\":{\"code\":502,\"message\":\"upstream\"},"
                        + "\"message\":{\"content\":\"hal\"},\"finish_reason\":\"error\"}]}"))
                .isInstanceOf(ServerErrorException.class);
        assertThatThrownBy(() -> read("{\"error\":\"something odd\"}"))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining("something odd");
    }
}
