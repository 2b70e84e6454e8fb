package io.augment.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.ScriptedContext;
import io.augment.refine.InstructionRefiner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/prompts.md and the package's description show. */
class PromptDocsTest {
    @Test
    void aPromptIsReplaced(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("refine.mine.en.md");
        Files.writeString(file, "## user\nMake it clearer.\n{{examples}}\n{{instruction}}\n");
        ScriptedContext context =
                ScriptedContext.replying("{\"instruction\": \"Name three rivers of France and where they end.\"}");
        ChatModel teacher = context.model();

        PromptTemplate mine = PromptTemplate.read(file);
        PromptLibrary prompts = PromptLibrary.standard().with(mine);

        InstructionRefiner refiner =
                InstructionRefiner.builder(teacher).prompts(prompts).build();

        Instruction refined = refiner.refine(Instruction.of("Name three rivers of France."), context);
        assertThat(refined.text()).endsWith("and where they end.");
        assertThat(context.prompt()).startsWith("Make it clearer.");
    }

    @Test
    void aStrategyOfOnesOwnAsks() {
        ScriptedContext context = ScriptedContext.replying("Gladly!", "{\"question\": \"Which river is longest?\"}");
        ChatModel teacher = context.model();
        Instruction seed = Instruction.of("rivers");
        String text = "## user\nOne question about {{subject}}, as {\"question\": \"...\"}";

        PromptTemplate quiz = PromptTemplate.parse("quiz.1.en", text);
        ReplyParser<String> question = response -> JsonReply.of(response).requireString("question");

        String asked = context.ask(
                teacher, quiz.request(Map.of("subject", seed.text())).build(), question);
        assertThat(asked).isEqualTo("Which river is longest?");
        assertThat(context.requests()).hasSize(2);
    }
}
