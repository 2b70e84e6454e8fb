package io.augment.internal.source;

import io.augment.Instruction;
import io.augment.Turn;
import io.augment.internal.format.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row whose columns hold the instruction, its input, its response: Alpaca, Dolly, prompt and completion, question
 * and answer, preferences, rankings and KTO. The other columns become metadata.
 */
final class FlatRow {
    private final Map<String, Json> fields;
    private final Columns columns;
    private final List<String> taken = new ArrayList<>(8);

    private final @Nullable Json[] values = new Json[Columns.FIELDS.size()];
    private final @Nullable String[] names = new String[Columns.FIELDS.size()];

    private FlatRow(Json.Obj object, Columns columns) {
        this.fields = object.values();
        this.columns = columns;
        int[] ranks = new int[values.length];
        for (Map.Entry<String, Json> member : fields.entrySet()) {
            Json value = member.getValue();
            for (Columns.Place place : columns.places(member.getKey())) {
                int field = place.field();
                if (!Json.Literal.NULL.equals(value) && (values[field] == null || place.rank() < ranks[field])) {
                    values[field] = value;
                    names[field] = member.getKey();
                    ranks[field] = place.rank();
                }
            }
        }
    }

    /** Starts an instruction from its text. */
    static Instruction.Builder instruction(String text) {
        if (text.isBlank()) {
            throw new BadRow("empty-instruction", "The instruction is empty.");
        }
        return Instruction.builder(text);
    }

    static Instruction.Builder read(Json.Obj object, Columns columns) {
        return new FlatRow(object, columns).read();
    }

    private Instruction.Builder read() {
        Json asked = take(Columns.INSTRUCTION);
        Json answer = take(Columns.RESPONSE);
        Json worse = take(Columns.REJECTED);
        Instruction.Builder builder;
        if (asked instanceof Json.Arr turns
                && !turns.values().isEmpty()
                && turns.values().get(0) instanceof Json.Obj) {
            builder = conversational(Conversation.of(asked, "prompt"), answer, worse);
        } else if (asked == null && answer instanceof Json.Arr && worse instanceof Json.Arr) {
            builder = conversational(null, answer, worse);
        } else {
            builder = textual(isAskedInTurns() ? firstOf(asked) : asked, answer, worse);
        }
        String system = text(Columns.SYSTEM);
        if (!system.isEmpty()) {
            builder.system(system);
        }
        String id = Cells.id(take(Columns.ID));
        if (id != null) {
            builder.id(id);
        }
        String task = text(Columns.TASK);
        String language = text(Columns.LANGUAGE);
        builder.task(task.isEmpty() ? null : task).language(language.isEmpty() ? null : language);
        return builder.metadata(Cells.metadata(fields, taken));
    }

    private boolean isAskedInTurns() {
        return "turns".equals(names[Columns.FIELDS.indexOf(Columns.INSTRUCTION)]);
    }

    /** A list of texts is what a user says turn by turn, as in MT-Bench; the later turns follow from answers that are not there. */
    private static @Nullable Json firstOf(@Nullable Json asked) {
        return asked instanceof Json.Arr turns
                        && !turns.values().isEmpty()
                        && turns.values().stream().allMatch(Json.Text.class::isInstance)
                ? turns.values().get(0)
                : asked;
    }

    /** The instruction and its answers are texts; a list of answers is a ranking, the best first. */
    private Instruction.Builder textual(@Nullable Json asked, @Nullable Json answer, @Nullable Json worse) {
        String text = asked instanceof Json.Text only
                ? only.value()
                : Cells.text(asked, columns.of(Columns.INSTRUCTION).get(0));
        Json given = take(Columns.INPUT);
        // A number is taken as it is written: "Square it." with the input 4.
        String input = given instanceof Json.Literal literal ? literal.value() : Cells.text(given, Columns.INPUT);
        if (text.isBlank() && input.isBlank()) {
            throw new BadRow("empty-instruction", "The instruction is empty or missing.");
        }
        Instruction.Builder builder = Instruction.builder(text).input(input).history(history(take(Columns.HISTORY)));
        Json steps = fields.get("completions");
        if (answer == null && steps instanceof Json.Arr) {
            return stepwise(builder, Cells.answers(steps, "completions"));
        }
        if (answer instanceof Json.Text only && worse == null && !only.value().isBlank()) {
            return labelled(builder, only.value(), List.of());
        }
        List<String> answers = Cells.answers(answer, "response");
        List<String> rejected = new ArrayList<>(answers.subList(Math.min(1, answers.size()), answers.size()));
        rejected.addAll(Cells.answers(worse, "rejected"));
        return labelled(builder, answers.isEmpty() ? null : answers.get(0), rejected);
    }

    /** The answer is a list of steps with a label each: a good one if all are good. Both stay in the metadata too. */
    private Instruction.Builder stepwise(Instruction.Builder builder, List<String> steps) {
        String whole = String.join("\n", steps);
        boolean good = !(fields.get("labels") instanceof Json.Arr labels)
                || labels.values().stream().allMatch(Json.Literal.TRUE::equals);
        return good ? builder.response(whole) : builder.rejectedResponses(List.of(whole));
    }

    /** The prompt and its answers are lists of turns; without a prompt both answers repeat it. */
    private Instruction.Builder conversational(
            @Nullable Conversation prompt, @Nullable Json answer, @Nullable Json worse) {
        Conversation better = whole(prompt, answer);
        if (better == null) {
            throw new BadRow("no-turns", "The row holds no turns.");
        }
        Instruction.Builder builder = better.toInstruction();
        Conversation other = worse == null ? null : whole(prompt, worse);
        List<String> rejected = new ArrayList<>();
        if (other != null) {
            int shared = better.turns().size() - 1;
            if (other.turns().size() != better.turns().size()
                    || !other.turns().subList(0, shared).equals(better.turns().subList(0, shared))) {
                throw new BadRow("prompts-differ", "The chosen and the rejected answer do not follow the same turns.");
            }
            rejected.add(other.answer());
        }
        return answer == null ? builder.rejectedResponses(rejected) : labelled(builder, better.answer(), rejected);
    }

    private static @Nullable Conversation whole(@Nullable Conversation prompt, @Nullable Json answer) {
        if (answer == null) {
            return prompt;
        }
        Conversation rest = answer instanceof Json.Text text && prompt != null
                ? new Conversation(null, List.of(Turn.assistant(text.value())))
                : Conversation.of(answer, "answer");
        return prompt == null ? rest : prompt.plus(rest);
    }

    /** Sets the answers; one that is labelled as bad is a rejected one. */
    private Instruction.Builder labelled(Instruction.Builder builder, @Nullable String answer, List<String> rejected) {
        Json label = label();
        if (answer != null && Json.Literal.FALSE.equals(label)) {
            return builder.response(null).rejectedResponses(List.of(answer));
        }
        return builder.response(answer).rejectedResponses(rejected);
    }

    private @Nullable Json label() {
        Json tag = fields.get("kto_tag");
        String name = "kto_tag";
        if (tag == null && fields.containsKey("completion")) {
            tag = fields.get("label");
            name = "label";
        }
        if (Json.Literal.TRUE.equals(tag) || Json.Literal.FALSE.equals(tag)) {
            taken.add(name);
            return tag;
        }
        return null;
    }

    private List<Turn> history(@Nullable Json value) {
        Json rounds = value instanceof Json.Text text && text.value().isBlank() ? null : Cells.parsed(value);
        if (rounds == null) {
            return List.of();
        }
        if (!(rounds instanceof Json.Arr array)) {
            throw badHistory();
        }
        if (!array.values().isEmpty() && array.values().get(0) instanceof Json.Obj) {
            return Conversation.of(array, "history").turns();
        }
        List<Turn> turns = new ArrayList<>();
        for (Json round : array.values()) {
            if (!(round instanceof Json.Arr pair)
                    || pair.values().size() != 2
                    || !(pair.values().get(0) instanceof Json.Text user)
                    || !(pair.values().get(1) instanceof Json.Text model)
                    || user.value().isBlank()
                    || model.value().isBlank()) {
                throw badHistory();
            }
            turns.add(Turn.user(user.value()));
            turns.add(Turn.assistant(model.value()));
        }
        return turns;
    }

    private static BadRow badHistory() {
        return new BadRow("bad-history", "The history must be a list of rounds, each a list of two texts.");
    }

    private String text(String field) {
        Json value = take(field);
        return value == null ? "" : Cells.text(value, columns.of(field).get(0));
    }

    /** Takes the first column of the field that the row has, not counting {@code null}; null where there is none. */
    private @Nullable Json take(String field) {
        int number = Columns.FIELDS.indexOf(field);
        String name = names[number];
        if (name == null) {
            return null;
        }
        taken.add(name);
        return values[number];
    }
}
