package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParseRepliesCommandTest {
    @TempDir
    private Path temp;

    @Test
    void writesAVerdictForEachReplyAndNamesBadRows() throws IOException {
        Path in = Files.writeString(temp.resolve("replies.jsonl"), """
                {"id": "a", "reply": "Therefore, Output (b) is better."}
                {"id": 7, "reply": "Score: 4/5"}
                {"id": "c", "reply": "[[C]]"}

                {"id": "d", "reply": "Both have merits."}
                {"id": "e"}
                not json
                {"id": "f", "reply": "满分10分，我给7.5分。"}
                """);
        Path out = temp.resolve("made").resolve("verdicts.jsonl");
        Cli.Result result = Cli.run("parse-replies", "--in", in, "--out", out);

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("7 rows read: 2 with a winner, 2 with a rating, 1 with neither, 2 unreadable");
        assertThat(result.err()).contains("replies.jsonl:6: ").contains("replies.jsonl:7: ");
        List<JsonNode> rows = Cli.lines(out);
        assertThat(rows)
                .map(JsonNode::toString)
                .containsExactly(
                        "{\"id\":\"a\",\"winner\":\"second\",\"rating\":null}",
                        "{\"id\":7,\"winner\":null,\"rating\":4}",
                        "{\"id\":\"c\",\"winner\":\"tie\",\"rating\":null}",
                        "{\"id\":\"d\",\"winner\":null,\"rating\":null}",
                        "{\"id\":\"f\",\"winner\":null,\"rating\":7.5}");
    }

    @Test
    void aMissingFileIsAnErrorInOneSentence() {
        Cli.Result result = Cli.run("parse-replies", "--in", temp.resolve("none.jsonl"), "--out", temp.resolve("x"));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("augment: Cannot use the file ").contains("none.jsonl");
        assertThat(temp.resolve("x")).doesNotExist();
    }
}
