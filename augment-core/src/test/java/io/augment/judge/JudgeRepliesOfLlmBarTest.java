package io.augment.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.internal.check.HumanPairs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real replies of judges, read as the authors of LLMBar read them. */
class JudgeRepliesOfLlmBarTest {
    /** Lines that conclude otherwise than published, or state both verdicts; see the data's notes. */
    private static final Set<Integer> IN_DOUBT = Set.of(890, 1024, 1298, 1552);

    private record Reply(
            int line,
            String style,
            JudgeReply read,
            String text,
            @Nullable Preference published) {}

    private static List<Reply> replies = List.of();

    @BeforeAll
    static void read() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Reply> all = new ArrayList<>();
        int line = 0;
        for (String row : Files.readAllLines(HumanPairs.shared("llmbar_judge_raw/replies_dev.jsonl"))) {
            JsonNode node = json.readTree(row);
            String text = node.get("reply").asText();
            Preference winner = switch (node.get("parsed_winner").asText("")) {
                case "1" -> Preference.FIRST;
                case "2" -> Preference.SECOND;
                default -> null;
            };
            Preference shown = winner != null && node.get("swap").asBoolean() ? winner.swapped() : winner;
            all.add(new Reply(line++, node.get("prompt_style").asText(), JudgeReply.read(text), text, shown));
        }
        replies = all;
    }

    @Test
    void winnersAreReadAsTheirAuthorsReadThem() {
        List<Integer> wrong = replies.stream()
                .filter(reply -> reply.published() != null && !IN_DOUBT.contains(reply.line()))
                .filter(reply -> reply.read().winner() != reply.published())
                .map(Reply::line)
                .toList();
        assertThat(wrong).as("lines read otherwise, of %d", replies.size()).isEmpty();
    }

    @Test
    void nothingIsGuessedWhereTheAuthorsReadNothing() {
        assertThat(replies)
                .filteredOn(reply -> reply.published() == null)
                .isNotEmpty()
                .allSatisfy(reply -> assertThat(reply.read().winner()).isNull());
        assertThat(replies)
                .filteredOn(reply -> Set.of(890, 1298).contains(reply.line()))
                .allSatisfy(reply -> assertThat(reply.read().winner()).isNull());
        assertThat(replies)
                .filteredOn(reply -> Set.of(1024, 1552).contains(reply.line()))
                .allSatisfy(reply -> assertThat(reply.read().winner()).isEqualTo(Preference.SECOND));
    }

    @Test
    void ratingsAreReadAndOnlyThere() {
        assertThat(replies)
                .filteredOn(reply -> reply.style().equals("Rating"))
                .allSatisfy(reply -> assertThat(reply.read().rating())
                        .isEqualTo(Double.parseDouble(reply.text().strip())));
        assertThat(replies)
                .filteredOn(reply -> !reply.style().equals("Rating"))
                .allSatisfy(reply -> assertThat(reply.read().rating()).isNull());
    }
}
