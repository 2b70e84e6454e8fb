package io.augment.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what the rule-based responder answers to the prompts of an augmentation run. */
class RuleBasedTest {
    private static final String EXPANSION =
            "{\"type\":\"object\",\"properties\":{\"instructions\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}";
    private static final String REFINEMENT =
            "{\"type\":\"object\",\"properties\":{\"instruction\":{\"type\":\"string\"}}}";
    private static final String VERDICT = "{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\"},"
            + "\"scores\":{\"type\":\"object\",\"properties\":{\"helpfulness\":{\"type\":\"integer\"},"
            + "\"correctness\":{\"type\":\"integer\"}}}}}";
    private static final List<String> ENGLISH = List.of(
            "Write an email to a landlord.",
            "Give me three tips for better sleep.",
            "Explain gravity.",
            "Plan a day in Rome.",
            "Translate 'good morning' into French.",
            "A box holds 12 eggs. How many eggs are in 7 boxes?",
            "Classify the sentiment: \"I love it\".",
            "Write a Python function that adds two numbers.",
            "Summarize the text.",
            "Tell a story about a dragon.");
    private static final List<String> CHINESE =
            List.of("写一封请假邮件。", "给出三条早睡的建议。", "解释什么是重力。", "把这句话翻译成英语。", "每盒12个鸡蛋，7盒有多少个？", "判断这条评论的情感。", "讲一个关于龙的故事。");

    private static String fenced(String frame, String... texts) {
        StringBuilder prompt = new StringBuilder(frame);
        for (int i = 0; i < texts.length; i += 2) {
            prompt.append("\n\n<<<").append(texts[i]).append("-7f3a\n").append(texts[i + 1]);
            prompt.append('\n').append(texts[i]).append("-7f3a>>>");
        }
        return prompt.toString();
    }

    private static String ask(ObjectNode body) {
        String text =
                Responder.ruleBased().reply(ChatCall.parse(body.toString())).text();
        assertThat(text).isNotBlank();
        return text;
    }

    private static List<String> expand(String seed, int count, int sample) throws IOException {
        ObjectNode body = Client.chat(
                fenced("Write " + count + " new instructions of the same kind.", "instruction", seed), EXPANSION);
        List<String> made = new ArrayList<>();
        JsonNode reply = Client.JSON.readTree(ask(body.put("seed", sample)));
        reply.get("instructions").forEach(item -> made.add(item.asText()));
        return made;
    }

    @Test
    void expansionsAreDistinctCleanAndInTheLanguageOfTheSeed() throws IOException {
        Set<String> all = new HashSet<>();
        int asked = 0;
        for (int sample = 0; sample < 10; sample++) {
            for (String seed : ENGLISH) {
                for (String made : expand(seed, 4, sample)) {
                    assertThat(made).matches("[\\p{ASCII}\\p{IsLatin}“”’]+").doesNotContain("{^", "{~", "  ");
                    all.add(made);
                    asked++;
                }
            }
            for (String seed : CHINESE) {
                for (String made : expand(seed, 4, sample)) {
                    assertThat(made.codePoints()
                                    .filter(Character::isIdeographic)
                                    .count())
                            .as(made)
                            .isGreaterThan(made.length() / 4);
                    all.add(made);
                    asked++;
                }
            }
        }
        assertThat(asked).isEqualTo(10 * 4 * (ENGLISH.size() + CHINESE.size()));
        assertThat(all).hasSizeGreaterThan(asked * 99 / 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 20})
    void asManyInstructionsAsWanted(int count) throws IOException {
        assertThat(expand("Explain gravity.", count, 1)).hasSize(count).doesNotHaveDuplicates();
    }

    @Test
    void answersToItsOwnInstructionsAreRight() throws IOException {
        Pattern goods = Pattern.compile("There are (\\d+) boxes with (\\d+) pieces each, and (\\d+) pieces");
        int checked = 0;
        for (int sample = 0; sample < 60; sample++) {
            for (String instruction : expand("How many eggs are in 7 boxes of 12?", 4, sample)) {
                Matcher numbers = goods.matcher(instruction);
                if (numbers.find()) {
                    int right = Integer.parseInt(numbers.group(1)) * Integer.parseInt(numbers.group(2))
                            - Integer.parseInt(numbers.group(3));
                    assertThat(ask(Client.chat(instruction))).contains("= " + right + " pieces can be used");
                    assertThat(ask(Client.chat(instruction + " Explain each step in detail.")))
                            .contains("= " + right + " pieces");
                    checked++;
                }
            }
        }
        assertThat(checked).isPositive();
        for (String instruction : expand("Classify the sentiment: \"I love it\".", 8, 3)) {
            assertThat(ask(Client.chat(instruction))).isIn("positive", "negative", "yes", "no", "praise", "complaint");
        }
    }

    @Test
    void refinementsKeepTheOriginalAndAddToIt() throws IOException {
        for (String seed :
                List.of("Convert 85 F to Celsius", "Summarize `notes.txt`:\nline 2 \"quoted\"", "解释“3.5%”的意思")) {
            String prompt =
                    fenced("Rewrite the instruction. Example:", "example", "Something else.", "instruction", seed);
            String refined = Client.JSON
                    .readTree(ask(Client.chat(prompt, REFINEMENT)))
                    .get("instruction")
                    .asText();
            assertThat(refined).startsWith(seed);
            assertThat(refined.length()).isGreaterThan(seed.length() + 10);
        }
    }

    @Test
    void judgmentsTellGoodFromBad() throws IOException {
        String frame = "Judge the response.\n- helpfulness (0 to 9)\n- correctness (0 to 9)";
        String good = "Take a warm bath, read ten pages and keep the bedroom dark.";
        assertThat(score(frame, "How can I sleep better?", good)).isBetween(5, 9);
        assertThat(score(frame, "How can I sleep better?", "")).isZero();
        assertThat(score(frame, "How can I sleep better?", "How can I sleep better?"))
                .isLessThan(3);
        assertThat(score(frame, "How can I sleep better?", "I'm sorry, but I can't help with that."))
                .isLessThan(3);
        assertThat(score(frame, "怎样睡得更好？", "抱歉，我无法回答。")).isLessThan(3);
        assertThat(score(frame, "怎样睡得更好？", "睡前读十页书，卧室保持黑暗。")).isBetween(5, 9);
    }

    @Test
    void comparisonsPreferTheSameAnswerInBothOrders() throws IOException {
        String good = "Take a warm bath, read ten pages and keep the bedroom dark.";
        String refusal = "I'm sorry, but I can't help with that.";
        assertThat(winner(good, refusal)).isEqualTo("A");
        assertThat(winner(refusal, good)).isEqualTo("B");
        assertThat(winner(good, good)).isEqualTo("tie");
    }

    private static String winner(String first, String second) throws IOException {
        String frame = "Reply with JSON: {\"reason\": \"...\", \"winner\": \"A\" or \"B\" or \"tie\"}";
        String prompt = fenced(frame, "instruction", "How can I sleep better?", "A", first, "B", second);
        return Client.JSON.readTree(ask(Client.chat(prompt))).get("winner").asText();
    }

    private static int score(String frame, String instruction, String response) throws IOException {
        String prompt = fenced(frame, "instruction", instruction, "response", response);
        JsonNode verdict = Client.JSON.readTree(ask(Client.chat(prompt, VERDICT)));
        assertThat(verdict.get("reason").asText()).isNotBlank();
        JsonNode score = verdict.at("/scores/helpfulness");
        assertThat(score.isIntegralNumber()).isTrue();
        assertThat(verdict.at("/scores/correctness").asInt()).isBetween(0, 9);
        return score.asInt();
    }

    @Test
    void promptsWithoutASchemaAreUnderstoodByTheirWords() throws IOException {
        String prompt =
                fenced("Write 3 new instructions.\n{\"instructions\": [\"...\"]}", "instruction", "Explain gravity.");
        assertThat(Client.JSON.readTree(ask(Client.chat(prompt))).get("instructions"))
                .hasSize(3);
    }

    @Test
    void labelsComeFromTheListOfChoices() throws IOException {
        String schema = "{\"type\":\"object\",\"properties\":{\"label\":{\"type\":\"string\","
                + "\"enum\":[\"Math\",\"Code Generation\",\"Others\"]}}}";
        assertThat(label("What is 3 times 4, and how many is that in dozens?", schema))
                .isEqualTo("Math");
        assertThat(label("Write a Python script.", schema)).isEqualTo("Code Generation");
        assertThat(label("Paint the fence.", schema)).isEqualTo("Others");
    }

    private static String label(String seed, String schema) throws IOException {
        ObjectNode body = Client.chat(fenced("Which task type is this?", "instruction", seed), schema);
        return Client.JSON.readTree(ask(body)).get("label").asText();
    }

    @Test
    void pairsHoldAnInstructionAndItsAnswer() throws IOException {
        String schema =
                "{\"type\":\"object\",\"properties\":{\"pairs\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}}}}";
        JsonNode pairs = Client.JSON
                .readTree(ask(Client.chat(fenced("Write 2 pairs.", "instruction", "Plan a day in Rome."), schema)))
                .get("pairs");
        assertThat(pairs).hasSize(2);
        pairs.forEach(pair -> {
            assertThat(pair.get("instruction").asText()).isNotBlank();
            assertThat(pair.get("response").asText()).isNotBlank();
        });
    }

    @Test
    void unknownInstructionsGetAnAnswerInTheFormAskedFor() throws IOException {
        assertThat(ask(Client.chat("Is the claim right? Output \"support\" or \"unsupport\".")))
                .isIn("support", "unsupport");
        assertThat(ask(Client.chat("判断是否合乎道德。输出“合乎道德”或“不道德”。"))).isIn("合乎道德", "不道德");
        assertThat(ask(Client.chat("Suggest four ideas for a rainy day.")).lines())
                .hasSize(4);
        assertThat(ask(Client.chat("给我五条保持专注的建议。")).lines()).hasSize(5);
        assertThat(ask(Client.chat("Make a table of planets."))).startsWith("| No.");
        assertThat(Client.JSON
                        .readTree(ask(Client.chat("Describe a planet as JSON.")))
                        .isObject())
                .isTrue();
        assertThat(ask(Client.chat("Describe your favorite planet."))).contains("favorite and planet");
    }
}
