package io.augment.internal.format;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Origin;
import io.augment.Provenance;
import io.augment.Role;
import io.augment.Turn;
import io.augment.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the native record: an {@link Example} with every field, as one JSON object on one line.
 *
 * <p>A pair that was not judged reads back as an instruction with its response, which stands for the same row.
 */
public final class ExampleJson {
    private static final String ID = "id";
    private static final String INSTRUCTION = "instruction";
    private static final String INPUT = "input";
    private static final String RESPONSE = "response";
    private static final String REJECTED = "rejected";
    private static final String SYSTEM = "system";
    private static final String HISTORY = "history";
    private static final String TASK = "task";
    private static final String LANGUAGE = "language";
    private static final String METADATA = "metadata";
    private static final String VERDICT = "verdict";
    private static final String PROVENANCE = "provenance";
    private static final String ORIGIN = "origin";

    private static final Set<String> FIELDS = Set.of(
            ID,
            INSTRUCTION,
            INPUT,
            RESPONSE,
            REJECTED,
            SYSTEM,
            HISTORY,
            TASK,
            LANGUAGE,
            METADATA,
            VERDICT,
            PROVENANCE,
            ORIGIN);

    private ExampleJson() {}

    /** Returns the record as a line of JSON Lines, the line feed included. */
    public static byte[] write(Example example) {
        JsonWriter out = new JsonWriter();
        write(example, out);
        return out.newline().toBytes();
    }

    /** Writes the record as an object. */
    public static void write(Example example, JsonWriter out) {
        Instruction instruction = example.instruction();
        out.object();
        out.name(ID).text(instruction.id());
        out.name(INSTRUCTION).text(instruction.text());
        out.name(INPUT).text(instruction.input());
        out.name(RESPONSE).textOrNull(example.response());
        if (!instruction.rejectedResponses().isEmpty()) {
            out.name(REJECTED).array();
            instruction.rejectedResponses().forEach(out::text);
            out.endArray();
        }
        out.name(SYSTEM).text(instruction.system());
        out.name(HISTORY).array();
        for (Turn turn : instruction.history()) {
            out.object();
            out.name("role").text(turn.role().name().toLowerCase(Locale.ROOT));
            out.name("text").text(turn.text());
            out.endObject();
        }
        out.endArray();
        out.name(TASK).textOrNull(instruction.task());
        out.name(LANGUAGE).textOrNull(instruction.language());
        out.name(METADATA).object();
        instruction.metadata().forEach((key, value) -> out.name(key).text(value));
        out.endObject();
        writeVerdict(example.verdict(), out.name(VERDICT));
        writeProvenance(instruction.provenance(), out.name(PROVENANCE));
        Origin origin = instruction.origin();
        if (origin != null) {
            out.name(ORIGIN).object();
            out.name("source").text(origin.source());
            out.name("line").number(origin.line());
            out.endObject();
        }
        out.endObject();
    }

    private static void writeVerdict(@Nullable Verdict verdict, JsonWriter out) {
        if (verdict == null) {
            out.literal("null");
            return;
        }
        out.object();
        writeNumber(verdict.score(), out.name("score"));
        out.name("dimensions").object();
        verdict.dimensions().forEach((name, value) -> writeNumber(value, out.name(name)));
        out.endObject();
        out.name("defects").array();
        verdict.defects().forEach(out::text);
        out.endArray();
        out.name("reason").textOrNull(verdict.reason());
        out.name("unscored").textOrNull(verdict.unscoredCause());
        writeNumber(verdict.spread(), out.name("spread"));
        out.endObject();
    }

    private static void writeNumber(@Nullable Double value, JsonWriter out) {
        out.literal(value == null ? "null" : value.toString());
    }

    private static void writeProvenance(Provenance provenance, JsonWriter out) {
        out.object();
        out.name("seedId").textOrNull(provenance.seedId());
        out.name("steps").array();
        for (Provenance.Step step : provenance.steps()) {
            out.object();
            out.name("stage").text(step.stage());
            out.name("by").text(step.by());
            out.name("promptId").textOrNull(step.promptId());
            out.name("promptHash").textOrNull(step.promptHash());
            out.name("model").textOrNull(step.model());
            out.name("parameters").textOrNull(step.parameters());
            out.name("ledgerKey").textOrNull(step.ledgerKey());
            BigDecimal cost = step.costUsd();
            out.name("costUsd").textOrNull(cost == null ? null : decimal(cost));
            Provenance.Before before = step.before();
            if (before != null) {
                out.name("before").object();
                out.name(INSTRUCTION).text(before.text());
                out.name(INPUT).text(before.input());
                out.endObject();
            }
            out.endObject();
        }
        out.endArray();
        out.endObject();
    }

    /** Returns decimal text that gives the same number, with the same count of decimals, when it is read. */
    private static String decimal(BigDecimal value) {
        return value.scale() >= 0 && value.scale() <= 40 ? value.toPlainString() : value.toString();
    }

    /**
     * Reads a line that {@link #write(Example)} wrote.
     *
     * @throws JsonProblem if it is not a native record
     */
    public static Example read(byte[] line) {
        if (new JsonReader().read(line, 0, line.length) instanceof Json.Obj object) {
            return read(object);
        }
        throw JsonProblem.record("a record must be an object");
    }

    /**
     * Returns whether an object is a native record: it carries the marks that {@link #write} leaves, or somebody wrote it by
     * hand with an identifier, columns of their own under {@code metadata}, and no field that the format does not know.
     */
    public static boolean isNative(Json.Obj object) {
        if (!(object.values().get(METADATA) instanceof Json.Obj metadata)) {
            return false;
        }
        String instruction = object.text(INSTRUCTION);
        return object.values().get(PROVENANCE) instanceof Json.Obj
                || (object.text(ID) != null
                        && instruction != null
                        && !instruction.isBlank()
                        && FIELDS.containsAll(object.values().keySet())
                        && metadata.values().values().stream().allMatch(Json.Text.class::isInstance));
    }

    /**
     * Reads a native record. Members that it does not know become metadata.
     *
     * @throws JsonProblem if a field is of the wrong kind
     */
    public static Example read(Json.Obj object) {
        Fields fields = new Fields(object);
        Instruction.Builder builder = Instruction.builder(fields.needed(INSTRUCTION));
        builder.id(fields.needed(ID));
        builder.input(fields.orEmpty(INPUT));
        builder.response(fields.text(RESPONSE));
        builder.rejectedResponses(fields.texts(REJECTED));
        builder.system(fields.orEmpty(SYSTEM));
        List<Turn> history = new ArrayList<>();
        for (Json turn : fields.list(HISTORY)) {
            Fields parts = Fields.of(turn, HISTORY);
            history.add(new Turn(role(parts.needed("role")), parts.needed("text")));
        }
        builder.history(history);
        builder.task(fields.text(TASK));
        builder.language(fields.text(LANGUAGE));
        Map<String, String> metadata = new LinkedHashMap<>();
        Fields columns = fields.object(METADATA);
        if (columns != null) {
            columns.names().forEach(name -> metadata.put(name, columns.needed(name)));
        }
        Fields verdictFields = fields.object(VERDICT);
        Fields steps = fields.object(PROVENANCE);
        if (steps != null) {
            builder.provenance(readProvenance(steps));
        }
        Fields origin = fields.object(ORIGIN);
        if (origin != null) {
            builder.origin(new Origin(origin.needed("source"), origin.count("line")));
        }
        fields.rest().forEach((name, value) -> metadata.putIfAbsent(name, value));
        Instruction instruction = builder.metadata(metadata).build();
        String response = instruction.response();
        return verdictFields == null || response == null
                ? instruction
                : new InstructionPair(instruction, response, readVerdict(verdictFields));
    }

    private static Role role(String name) {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
                return role;
            }
        }
        throw JsonProblem.record("the history holds an unknown role");
    }

    private static Verdict readVerdict(Fields fields) {
        Double score = fields.share("score");
        if (score == null) {
            String cause = fields.text("unscored");
            return Verdict.unscored(cause == null ? "unknown" : cause);
        }
        Verdict.Builder verdict = Verdict.scored(score).reason(fields.text("reason"));
        Fields dimensions = fields.object("dimensions");
        if (dimensions != null) {
            for (String name : dimensions.names()) {
                Double value = dimensions.share(name);
                if (value != null) {
                    verdict.dimension(name, value);
                }
            }
        }
        fields.texts("defects").forEach(verdict::defect);
        Double spread = fields.share("spread");
        if (spread != null) {
            verdict.spread(spread);
        }
        return verdict.build();
    }

    private static Provenance.@Nullable Before readBefore(@Nullable Fields fields) {
        return fields == null ? null : new Provenance.Before(fields.needed(INSTRUCTION), fields.needed(INPUT));
    }

    private static Provenance readProvenance(Fields fields) {
        List<Provenance.Step> steps = new ArrayList<>();
        for (Json step : fields.list("steps")) {
            Fields parts = Fields.of(step, PROVENANCE);
            steps.add(new Provenance.Step(
                    parts.needed("stage"),
                    parts.needed("by"),
                    parts.text("promptId"),
                    parts.text("promptHash"),
                    parts.text("model"),
                    parts.text("parameters"),
                    parts.text("ledgerKey"),
                    parts.decimal("costUsd"),
                    readBefore(parts.object("before"))));
        }
        String seedId = fields.text("seedId");
        return seedId == null && steps.isEmpty() ? Provenance.none() : new Provenance(seedId, steps);
    }
}
