package io.augment.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.chat.ChatRequest;
import io.augment.chat.JsonSchema;
import io.augment.openai.OutputLimitField;
import io.augment.openai.StructuredReplies;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GbnfTest {
    private static final String CHAR =
            "char ::= [^\"\\\\\\x00-\\x1f\\x7f] | \"\\\\\" ([\"\\\\/bfnrt] | \"u\" [0-9a-fA-F]{4})";

    @Test
    void writesOneRuleForEachProperty() {
        JsonSchema schema = JsonSchema.named("reply")
                .string("text", "x")
                .integer("score", "x")
                .number("share", "x")
                .bool("fine", "x")
                .choice("task", "x", List.of("Math", "say \"no\""))
                .build();

        assertThat(Gbnf.of(schema).lines())
                .containsExactly(
                        "root ::= \"{\\\"text\\\":\" root-0 \",\\\"score\\\":\" root-1 \",\\\"share\\\":\" root-2"
                                + " \",\\\"fine\\\":\" root-3 \",\\\"task\\\":\" root-4 \"}\"",
                        "root-0 ::= \"\\\"\" char{0,1500} \"\\\"\"",
                        "root-1 ::= \"-\"? (\"0\" | [1-9] [0-9]{0,8})",
                        "root-2 ::= \"-\"? (\"0\" | [1-9] [0-9]{0,8}) (\".\" [0-9]{1,6})?",
                        "root-3 ::= \"true\" | \"false\"",
                        "root-4 ::= \"\\\"Math\\\"\" | \"\\\"say \\\\\\\"no\\\\\\\"\\\"\"",
                        CHAR);
    }

    @Test
    void writesListsAndObjects() {
        JsonSchema item = JsonSchema.named("item").integer("n", "x").build();
        JsonSchema schema = JsonSchema.named("reply")
                .strings("texts", "x")
                .objects("items", "x", item)
                .object("one", item)
                .build();

        assertThat(Gbnf.of(schema).lines())
                .contains(
                        "root-0 ::= \"[\" (root-0-item (\",\" root-0-item){0,31})? \"]\"",
                        "root-0-item ::= \"\\\"\" char{0,1500} \"\\\"\"",
                        "root-1-item ::= \"{\\\"n\\\":\" root-1-item-0 \"}\"",
                        "root-2 ::= \"{\\\"n\\\":\" root-2-0 \"}\"")
                .noneMatch(line -> line.contains("\\n") || line.contains("ws"));
        assertThat(Gbnf.of(JsonSchema.named("none").build())).isEqualTo("root ::= \"{}\"");
    }

    @Test
    void tellsATextThatItCutOff() {
        String most = "😀".repeat(1_500);
        assertThat(Gbnf.isCutOff("{\"a\":[\"x\",{\"b\":\"" + most + "\"}]}")).isTrue();
        assertThat(Gbnf.isCutOff("{\"a\":[\"x\",{\"b\":\"" + most.substring(2) + "\"}]}"))
                .isFalse();
        assertThat(Gbnf.isCutOff("no JSON")).isFalse();
    }

    @Test
    void isSentInsteadOfTheResponseFormat() {
        RequestWriter writer = new RequestWriter(
                "m", OutputLimitField.MAX_TOKENS, StructuredReplies.LLAMA_GRAMMAR, true, new TreeMap<>());
        JsonSchema schema = JsonSchema.named("reply").bool("fine", "x").build();

        String plain = new String(writer.write(ChatRequest.of("Hi")), StandardCharsets.UTF_8);
        String bound = new String(
                writer.write(
                        ChatRequest.of("Hi").toBuilder().replySchema(schema).build()),
                StandardCharsets.UTF_8);

        assertThat(plain).contains("\"max_tokens\":2048").doesNotContain("grammar");
        assertThat(bound).contains("\"grammar\":\"root ::= ").doesNotContain("response_format");
    }
}
