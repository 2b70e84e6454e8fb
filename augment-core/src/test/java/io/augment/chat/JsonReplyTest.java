package io.augment.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.RejectedException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReplyTest {
    private static JsonReply read(String text) {
        return JsonReply.of(ChatResponse.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"instruction\":\"Name a river.\"}",
                "\uFEFF {\"instruction\": \"Name a river.\"}\n\n",
                "```json\n{\n  \"instruction\": \"Name a river.\"\n}\n```",
                "```\n{\"instruction\": \"Name a river.\"}\n```\nI hope this helps!",
                "Here is the rewritten instruction:\n\n{\"instruction\": \"Name a river.\",}",
                "好的，以下是改写后的指令：\n{\"instruction\": \"Name a river.\"}",
                "<think>\nThe user wants {\"instruction\": \"x\"}.\n</think>\n\n{\"instruction\": \"Name a river.\"}",
                "The user wants JSON.\n</think>\n{\"instruction\": \"Name a river.\"}",
                "[{\"instruction\": \"Name a river.\"}]",
                "Form: {\"instruction\": <text>}. So: {\"instruction\": \"Name a river.\"}",
                "I keep {seed} and {} as they are. {\"instruction\": \" Name a river. \"}",
                "{\"instruction\": \"Name a river.\", \"note\": null, \"list\": [1, {\"a\": true}]}",
                "{\"instruction\": \"Name a river.\"} {\"instruction\": \"Name a river.\"}",
            })
    void findsTheObjectWhateverStandsAroundIt(String text) {
        assertThat(read(text).requireString("instruction")).isEqualTo("Name a river.");
    }

    @Test
    void keepsTextsAsTheyAre() {
        assertThat(read("{\"x\": \"Line 1\nLine 2\\n```\\n{{x}} </instruction> \\u4f60\\\\frac\"}")
                        .requireString("x"))
                .isEqualTo("Line 1\nLine 2\n```\n{{x}} </instruction> 你\\frac");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "Name a river.",
                "null",
                "[]",
                "{}",
                "[\"a\", \"b\"]",
                "{'instruction': 'Name a river.'}",
                "{instruction: \"Name a river.\"}",
                "{\"instruction\": \"Name a river.",
                "{\"instruction\": \"Name a river.\"",
                "{\"instruction\": \"Name a river.\"} and {\"instruction\": \"Name",
                "{\"instruction\": \"Name a \"big\" river.\"}",
                "{\"instruction\": \"a\", \"instruction\": \"b\"}",
                "{\"instruction\": \"a\"} or {\"instruction\": \"b\"}",
                "{\"instruction\": \"Compute \\frac{1}{2} and \\beta.\"}",
                "{\"instruction\": \"Compute \\(x\\).\"}",
                "{“instruction”：“说出一条河。”}",
                "{\"instruction\": None}",
                "<think>I should say {\"instruction\": \"a\"}",
                "{\"note\": \"x\", \"inner\": {\"instruction\": \"a\"} oops}",
            })
    void refusesWhatWouldHaveToBeGuessed(String text) {
        assertThatThrownBy(() -> read(text).requireString("instruction"))
                .isInstanceOfSatisfying(UnreadableReplyException.class, problem -> {
                    assertThat(problem.isRepairable()).isTrue();
                    assertThat(problem).hasMessageStartingWith("The ").hasMessageEndingWith(".");
                });
    }

    @Test
    void neverSalvagesATruncatedList() {
        String whole = "{\"instructions\": [\"one\", \"two\", {\"instructions\": [\"three\"]}]}";
        for (int end = 0; end < whole.length(); end++) {
            String part = whole.substring(0, end);
            assertThatThrownBy(() -> read(part)).isInstanceOf(UnreadableReplyException.class);
        }
    }

    @Test
    void truncatedFilteredAndDeclinedRepliesAreNamed() {
        ChatResponse cut = ChatResponse.builder("{\"a\": 1}")
                .finishReason(FinishReason.LENGTH)
                .build();
        assertThatThrownBy(() -> JsonReply.of(cut)).isInstanceOfSatisfying(UnreadableReplyException.class, problem -> {
            assertThat(problem.isRepairable()).isFalse();
            assertThat(problem.reason()).isEqualTo("truncated");
        });
        ChatResponse declined =
                ChatResponse.builder("").refusal("I cannot help with that.").build();
        assertThatThrownBy(() -> JsonReply.of(declined)).isInstanceOfSatisfying(RejectedException.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo("refusal");
            assertThat(rejected.detail()).isEqualTo("I cannot help with that.");
        });
        ChatResponse filtered = ChatResponse.builder("{\"a\": 1}")
                .finishReason(FinishReason.CONTENT_FILTER)
                .build();
        assertThatThrownBy(() -> JsonReply.of(filtered)).isInstanceOf(ContentFilteredException.class);
    }

    @Test
    void readsEachTypeStrictly() {
        JsonReply reply = read("{\"n\": 7.0, \"t\": \"7\", \"h\": 7.5, \"big\": 1e999, \"yes\": true, \"c\": \" LOW \","
                + " \"list\": [\"a\", \" b \", \"\"], \"o\": {\"n\": 1, \"bad\": \"x\"}, \"os\": [{\"n\": 2}, {\"n\": 3}],"
                + " \"nothing\": null, \"mixed\": [\"a\", 1]}");

        assertThat(reply.requireNumber("n", 0, 9)).isEqualTo(7);
        assertThat(reply.requireNumber("t", 0, 9)).isEqualTo(7);
        assertThat(reply.requireInteger("n", 0, 9)).isEqualTo(7);
        assertThat(reply.requireBoolean("yes")).isTrue();
        assertThat(reply.requireChoice("c", List.of("low", "high"))).isEqualTo("low");
        assertThat(reply.requireStrings("list")).containsExactly("a", "b", "");
        assertThat(reply.requireObject("o").requireInteger("n", 0, 9)).isEqualTo(1);
        assertThat(reply.requireObjects("os"))
                .extracting(each -> each.requireInteger("n", 0, 9))
                .containsExactly(2, 3);
        assertThat(reply.has("nothing")).isFalse();
        assertThat(reply.names()).startsWith("n", "t", "h");

        unreadable(() -> reply.requireNumber("n", 0, 5), "The property \"n\" must lie between 0 and 5, but is 7.");
        unreadable(() -> reply.requireInteger("h", 0, 9), "The property \"h\" must be a whole number, but is 7.5.");
        unreadable(() -> reply.requireNumber("big", 0, 9), "must lie between 0 and 9");
        unreadable(() -> reply.requireNumber("c", 0, 9), "must be a number");
        unreadable(() -> reply.requireNumber("yes", 0, 9), "must be a number");
        unreadable(() -> reply.requireBoolean("t"), "must be true or false");
        unreadable(() -> reply.requireString("n"), "must be a text");
        unreadable(() -> reply.requireString("nothing"), "The property \"nothing\" is missing");
        unreadable(() -> reply.requireStrings("mixed"), "element 2 is no text");
        unreadable(() -> reply.requireStrings("t"), "must be a list of texts");
        unreadable(() -> reply.requireChoice("c", List.of("a", "b")), "must be one of [a, b]");
        unreadable(() -> reply.requireObject("list"), "must be an object");
        unreadable(() -> reply.requireObject("o").requireNumber("bad", 0, 9), "\"o.bad\" must be a number");
        unreadable(() -> reply.requireObjects("os").get(1).requireString("x"), "\"os[1].x\" is missing");
        unreadable(() -> reply.requireObjects("mixed"), "\"mixed[0]\" must be an object");
    }

    private static void unreadable(Runnable read, String message) {
        assertThatThrownBy(read::run)
                .isInstanceOf(UnreadableReplyException.class)
                .hasMessageContaining(message);
    }

    @Test
    void hostileSizesEndAtOnce() {
        for (String text : List.of(
                "{\"a\":".repeat(100_000),
                "{\"a\":" + "[".repeat(100_000),
                "{\"a\":".repeat(40) + "1" + "}".repeat(40),
                "{\"x\" ".repeat(100_000),
                "{}".repeat(300_000),
                "{\"a\":1}".repeat(100_000),
                "{\"a\":" + "9".repeat(500_000) + "}",
                "{\"a\":\"" + "x".repeat(1_100_000) + "\"}",
                "{".repeat(900_000),
                "{ ".repeat(400_000))) {
            assertThatThrownBy(() -> read(text).requireString("b")).isInstanceOf(UnreadableReplyException.class);
        }
    }

    /** Whatever a model writes, it is read, unreadable, or turned down: no other exception leaves the reader. */
    @Test
    void randomRepliesNeverCrash() {
        Random random = new Random(11);
        String alphabet = "{}[]\":,\\ntrue0127.eE+-' \n\t`<>/你\u0000\ud83d";
        int read = 0;
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            if (round % 2 == 0) {
                for (int i = random.nextInt(60); i > 0; i--) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
            } else {
                text.append("{\"instruction\": \"a\", \"scores\": {\"x\": [1, 2.5, null, true]}}");
                for (int i = random.nextInt(4); i > 0; i--) {
                    int at = random.nextInt(text.length());
                    text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
                text.append(HostileTexts.any(random));
            }
            try {
                JsonReply reply = read(text.toString());
                reply.requireString("instruction");
                reply.requireObject("scores").requireNumber("x", 0, 1);
            } catch (UnreadableReplyException | RejectedException expected) {
                read++;
            }
        }
        assertThat(read).isGreaterThan(1_500);
    }
}
