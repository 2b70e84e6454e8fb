package io.augment.internal.export;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.Provenance;
import io.augment.Verdict;
import io.augment.export.ExportFormat;
import io.augment.export.ExportProblem;
import io.augment.export.ExportSummary;
import io.augment.export.ExportWriter;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A data set folder for the Hugging Face hub: JSON Lines below {@code data}, and a card, {@code README.md}, with header,
 * statistics and provenance. Each row has the conversation, and the columns that the card is made from.
 */
final class HuggingFaceFormat implements ExportFormat {
    private final JsonFormat files = new JsonFormat(name(), fileName(), false, new Rows());

    @Override
    public String name() {
        return "huggingface";
    }

    @Override
    public String fileName() {
        return "huggingface/data/train.jsonl";
    }

    @Override
    public @Nullable String unfit(Example example) {
        return files.unfit(example);
    }

    @Override
    public ExportWriter open(Path file) {
        return files.open(file);
    }

    @Override
    public ExportSummary validate(Path file) {
        return files.validate(file);
    }

    @Override
    public long check(Path file, Consumer<ExportProblem> problems) {
        return files.check(file, problems);
    }

    @Override
    public void finish(Path file) {
        DatasetCard.write(file);
    }

    private static final class Rows implements RowFormat {
        private final MessageRows messages = new MessageRows();

        @Override
        public @Nullable String unfit(Example example) {
            return messages.unfit(example);
        }

        @Override
        public void write(Example example, RowSink rows) {
            Instruction instruction = example.instruction();
            JsonWriter out = rows.begin().object();
            out.name("id").text(instruction.id());
            out.name("messages").array();
            Messages.prompt(instruction, out);
            Messages.answer(String.valueOf(example.response()), out);
            out.endArray();
            out.name("task").text(orEmpty(instruction.task()));
            out.name("language").text(orEmpty(instruction.language()));
            out.name("seed_id").text(orEmpty(instruction.provenance().seedId()));
            out.name("license")
                    .text(instruction
                            .metadata()
                            .getOrDefault("license", instruction.metadata().getOrDefault("licence", "")));
            out.name("models").array();
            instruction.provenance().steps().stream()
                    .map(Provenance.Step::model)
                    .filter(model -> model != null)
                    .distinct()
                    .forEach(out::text);
            out.endArray();
            Verdict verdict = example.verdict();
            Double score = verdict == null ? null : verdict.score();
            out.name("score").literal(score == null ? "null" : score.toString());
            out.endObject();
            rows.end();
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }

        @Override
        public @Nullable String problem(Json.Obj row) {
            return RowCheck.first(
                    messages.problem(row),
                    RowCheck.text(row, "id"),
                    RowCheck.text(row, "task"),
                    RowCheck.text(row, "language"),
                    RowCheck.text(row, "seed_id"),
                    RowCheck.text(row, "license"),
                    row.values().get("models") instanceof Json.Arr ? null : "\"models\" must be a list.");
        }
    }
}
