package io.augment.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTemplateTest {
    private static final String QUIZ = """
            A note for people.

            ## system
            You write exam questions for {{level}}.

            ## user

            One question about {{subject}}.
            {{subject}} it is: {"form": {"x": 1}}
            """;

    @Test
    void fillsInBothParts() {
        PromptTemplate quiz = PromptTemplate.parse("quiz.1.en", QUIZ);

        assertThat(quiz.variables()).containsExactly("level", "subject");
        assertThat(quiz.render(Map.of("level", "beginners", "subject", "rivers")))
                .containsExactly(
                        ChatMessage.system("You write exam questions for beginners."),
                        ChatMessage.user("One question about rivers.\nrivers it is: {\"form\": {\"x\": 1}}"));
    }

    @Test
    void javadocSnippet() {
        PromptTemplate quiz = PromptTemplate.parse("quiz.1.en", """
                ## system
                You write exam questions.

                ## user
                One question about {{subject}}.
                """);
        ChatRequest request =
                quiz.request(Map.of("subject", "rivers")).temperature(0.7).build();

        assertThat(request.lastUserText()).isEqualTo("One question about rivers.");
        assertThat(request.prompt()).isEqualTo(quiz.ref());
    }

    @Test
    void namesItself() {
        PromptTemplate quiz = PromptTemplate.parse("quiz.2b.zh.md", QUIZ);

        assertThat(quiz.id()).isEqualTo("quiz");
        assertThat(quiz.version()).isEqualTo("2b");
        assertThat(quiz.language()).isEqualTo("zh");
        assertThat(quiz.ref().id()).isEqualTo("quiz/2b/zh");
        assertThat(quiz.ref().hash()).matches("[0-9a-f]{16}");
    }

    @Test
    void hashFollowsTheTextAndNotTheNote() {
        PromptTemplate quiz = PromptTemplate.parse("quiz.1.en", QUIZ);

        assertThat(PromptTemplate.parse("quiz.1.en", QUIZ.replace("people", "you"))
                        .ref())
                .isEqualTo(quiz.ref());
        assertThat(PromptTemplate.parse("quiz.1.en", QUIZ.replace("One", "A")).ref())
                .isNotEqualTo(quiz.ref());
    }

    @Test
    void hashIsTheSameForEveryKindOfLineEnd() {
        assertThat(PromptTemplate.parse("quiz.1.en", QUIZ.replace("\n", "\r\n")))
                .isEqualTo(PromptTemplate.parse("quiz.1.en", QUIZ));
    }

    @Test
    void refusesMissingAndUnusedValues() {
        PromptTemplate quiz = PromptTemplate.parse("quiz.1.en", QUIZ);

        assertThatThrownBy(() -> quiz.render(Map.of("level", "all")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The prompt quiz/1/en needs a value for {{subject}}");
        assertThatThrownBy(() -> quiz.render(Map.of("level", "all", "subject", "x", "tone", "dry")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The prompt quiz/1/en has no place {{tone}}");
    }

    @Test
    void refusesWhatIsNoTemplate() {
        for (String[] bad : new String[][] {
            {"## user\nAbout {{ subject }}", "bad.1.en, line 2: "},
            {"## user\n\nWell\nAbout {{subject", "bad.1.en, line 4: "},
            {"## user\n{{Subject}}", "line 2"},
            {"## user\n{{{subject}}}", "line 2"},
            {"## user\n \n", "line 1: there is no text"},
            {"## system\n\n## user\nText", "line 1: there is no text"},
            {"Just text", "there is no line \"## user\""},
        }) {
            assertThatThrownBy(() -> PromptTemplate.parse("bad.1.en", bad[0]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad[1]);
        }
        for (String name : List.of("quiz", "quiz.en", "Quiz.1.en", "quiz.1.english", "../quiz.1.en", "quiz.1.en.txt")) {
            assertThatThrownBy(() -> PromptTemplate.parse(name, QUIZ))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void readsFilesAndStreams(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("quiz.1.en.md");
        Files.writeString(file, "\uFEFF" + QUIZ);

        assertThat(PromptTemplate.read(file)).isEqualTo(PromptTemplate.parse("quiz.1.en", QUIZ));
        assertThatThrownBy(() ->
                        PromptTemplate.read("quiz.1.en", new ByteArrayInputStream(new byte[] {'#', (byte) 0xff, '\n'})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UTF-8");
    }

    /** Values go in as they are: what is rendered is the template's own text and the values, in order, and nothing else. */
    @Test
    void hostileValuesNeverChangeTheStructure() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            PromptTemplate template = PromptTemplate.parse("t.1.en", randomTemplate(random));
            Map<String, String> values = new HashMap<>();
            for (String variable : template.variables()) {
                values.put(variable, HostileTexts.any(random));
            }
            List<ChatMessage> messages = template.render(values);

            assertThat(messages.get(messages.size() - 1).text())
                    .isEqualTo("A " + values.get("a") + " B\n" + values.get("b") + values.get("a") + "}} c");
            assertThat(PromptTemplate.parse("t.1.en", template.text())).isEqualTo(template);
        }
    }

    /** A text without places is rendered to itself, whatever is in it. */
    @Test
    void parseAndRenderAreInverse() {
        Random random = new Random(8);
        for (int round = 0; round < 2_000; round++) {
            String text =
                    HostileTexts.any(random).replaceAll("\\{(?=\\{)", "{ ").replace("\r", "");
            String trimmed = String.join("\n", text.lines().toList());
            if (trimmed.isBlank() || trimmed.lines().findFirst().orElse("").isBlank()) {
                continue;
            }
            PromptTemplate template = PromptTemplate.parse("t.1.en", "## user\n" + trimmed + "\n");
            assertThat(template.render(Map.of()))
                    .containsExactly(ChatMessage.user(trimmed.replaceAll("(\n[ \t]*)+\\z", "")));
            assertThat(PromptTemplate.parse("t.1.en", template.text())).isEqualTo(template);
        }
    }

    private static String randomTemplate(Random random) {
        String system = random.nextBoolean() ? "## system\nKeep {{c}} in mind.\n## system\n\n" : "";
        return "Note {{\n" + system + "## user\nA {{a}} B\n{{b}}{{a}}}} c\n" + "\n".repeat(random.nextInt(3));
    }
}
