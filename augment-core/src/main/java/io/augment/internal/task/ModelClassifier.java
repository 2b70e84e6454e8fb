package io.augment.internal.task;

import io.augment.Instruction;
import io.augment.RejectedException;
import io.augment.StageContext;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.JsonReply;
import io.augment.chat.JsonSchema;
import io.augment.chat.PromptTemplate;
import io.augment.chat.UnreadableReplyException;
import io.augment.internal.chat.prompt.RecordBlocks;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskLabel;
import io.augment.task.TaskTaxonomy;
import io.augment.task.TaskType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Asks a model for the task type, in one call. */
public final class ModelClassifier implements TaskClassifier {
    private static final int MAX_REPLY_TOKENS = 512;
    private static final int EXAMPLES = 2;

    private final Teacher teacher;
    private final TaskTaxonomy taxonomy;
    private final String types;
    private final JsonSchema schema;

    /** Creates a classifier. */
    public ModelClassifier(Teacher teacher, TaskTaxonomy taxonomy) {
        this.teacher = Objects.requireNonNull(teacher, "teacher");
        this.taxonomy = Objects.requireNonNull(taxonomy, "taxonomy");
        this.types = taxonomy.types().stream().map(ModelClassifier::line).collect(Collectors.joining("\n"));
        this.schema = JsonSchema.named("classification")
                .choice("label", "name of the task type", taxonomy.names())
                .number("confidence", "0 to 1")
                .build();
    }

    private static String line(TaskType type) {
        StringBuilder line = new StringBuilder("- ").append(type.name());
        if (!type.description().isEmpty()) {
            line.append(": ").append(type.description());
        }
        for (String example : type.examples().stream().limit(EXAMPLES).toList()) {
            line.append(" | ").append(example.strip().replaceAll("\\s+", " "));
        }
        return line.toString();
    }

    @Override
    public TaskLabel classify(Instruction instruction, StageContext context) {
        PromptTemplate prompt = teacher.prompt("classify", instruction);
        Map<String, String> values = Map.of(
                "types",
                types,
                "others",
                taxonomy.others(),
                "instruction",
                RecordBlocks.of(instruction, null, List.of()).record());
        ChatRequest request = teacher.sampling()
                .applyTo(prompt.request(values).replySchema(schema), MAX_REPLY_TOKENS)
                .build();
        try {
            return context.ask(teacher.model(), request, this::read);
        } catch (RejectedException declined) {
            // A model that declines to sort a record says nothing about the record.
            throw UnreadableReplyException.of("The model declined to name a task type: " + declined.getMessage());
        }
    }

    /** A name that is none of the types is what fits no type; nothing is searched for in other words of the reply. */
    private TaskLabel read(ChatResponse response) {
        JsonReply reply = JsonReply.of(response);
        TaskType type = taxonomy.find(reply.requireString("label"));
        double confidence = reply.requireNumber("confidence", 0, 1);
        return type == null ? new TaskLabel(taxonomy.others(), 0) : new TaskLabel(type.name(), confidence);
    }

    @Override
    public String name() {
        return "model-classifier";
    }
}
