package io.augment.internal.expand;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.RejectedException;
import io.augment.StageContext;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.JsonReply;
import io.augment.chat.JsonSchema;
import io.augment.chat.PromptTemplate;
import io.augment.chat.UnreadableReplyException;
import io.augment.expand.InstructionExpander;
import io.augment.internal.chat.prompt.ExampleText;
import io.augment.internal.chat.prompt.InContextExample;
import io.augment.internal.chat.prompt.InContextExamples;
import io.augment.internal.chat.prompt.RecordBlocks;
import io.augment.internal.chat.prompt.Teacher;
import io.augment.internal.chat.prompt.Words;
import io.augment.internal.check.Defect;
import io.augment.internal.check.Echo;
import io.augment.internal.check.InstructionCandidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks a model for new instructions of a seed's kind, several in one call, and keeps those that pass the checks. */
public final class ModelExpander implements InstructionExpander {
    private static final JsonSchema REPLY = JsonSchema.named("instructions")
            .strings("instructions", "the new instructions, each complete in itself")
            .build();

    /** More in one call make a model repeat itself. */
    private static final int PER_CALL = 8;

    /** Tokens that the reply of one call may need; longer seeds get fewer children in a call. */
    private static final int MAX_REPLY_TOKENS = 8_192;

    /** Tokens for one new instruction, however short the seed is. */
    private static final int MIN_TOKENS_EACH = 256;

    /** A longer exemplar costs more than it shows. */
    private static final int MAX_EXEMPLAR = 600;

    private final Teacher teacher;
    private final int examples;
    private final int exemplars;

    /**
     * Creates an expander.
     *
     * @param examples how many hand-written examples a prompt shows
     * @param exemplars how many records of the run a prompt shows
     */
    public ModelExpander(Teacher teacher, int examples, int exemplars) {
        this.teacher = Objects.requireNonNull(teacher, "teacher");
        this.examples = examples;
        this.exemplars = exemplars;
    }

    @Override
    public List<Instruction> expand(Instruction seed, StageContext context) {
        PromptTemplate prompt = teacher.prompt("expand", seed);
        List<InContextExample> shown = InContextExamples.of(prompt.language()).pick(seed.task(), seed.text(), examples);
        List<String> known = new ArrayList<>();
        for (Example exemplar : context.exemplars(exemplars)) {
            String text = exemplar.instruction().prompt();
            if (text.length() <= MAX_EXEMPLAR) {
                known.add(text);
            }
        }
        Children children = new Children(seed, context, shown, known);
        int tokensEach = Math.max(MIN_TOKENS_EACH, seed.prompt().length());
        int perCall = Math.max(1, Math.min(PER_CALL, MAX_REPLY_TOKENS / tokensEach));
        int calls = (context.wanted() + perCall - 1) / perCall;
        int left = context.wanted();
        for (int call = calls; call > 0; call--) {
            int count = (left + call - 1) / call;
            left -= count;
            int maxTokens = Math.min(MAX_REPLY_TOKENS, MIN_TOKENS_EACH + count * tokensEach);
            ChatRequest request = request(prompt, seed, shown, children.known(), count, maxTokens);
            try {
                children.add(context.ask(teacher.model(), request, ModelExpander::read), count);
            } catch (RejectedException declined) {
                context.reject(
                        children.child(Objects.requireNonNullElse(declined.detail(), "")), declined.reason(), null);
            }
        }
        return children.accepted();
    }

    private ChatRequest request(
            PromptTemplate prompt,
            Instruction seed,
            List<InContextExample> shown,
            List<String> known,
            int count,
            int maxTokens) {
        Words words = Words.of(prompt.language());
        RecordBlocks blocks = RecordBlocks.of(seed, null, known);
        String task = seed.task();
        Map<String, String> values = Map.of(
                "count", Integer.toString(count),
                "task", task == null ? words.unclassified() : task,
                "examples", ExampleText.expansions(shown, words),
                "known", blocks.list("known", known, words.none()),
                "seed", blocks.record());
        return teacher.sampling()
                .applyTo(prompt.request(values).replySchema(REPLY), maxTokens)
                .build();
    }

    private static List<String> read(ChatResponse response) {
        List<String> texts = JsonReply.of(response).requireStrings("instructions");
        if (texts.isEmpty()) {
            throw UnreadableReplyException.of("The property \"instructions\" is an empty list.");
        }
        return Numbering.strip(texts);
    }

    @Override
    public String name() {
        return "model-expander";
    }

    /** Collects the children of one seed. */
    private static final class Children {
        private final Instruction seed;
        private final StageContext context;
        private final List<InContextExample> shown;
        private final List<String> exemplars;
        private final List<Instruction> accepted = new ArrayList<>();

        Children(Instruction seed, StageContext context, List<InContextExample> shown, List<String> exemplars) {
            this.seed = seed;
            this.context = context;
            this.shown = shown;
            this.exemplars = exemplars;
        }

        /** Takes at most {@code count} texts: a model that writes more than it was asked for is not asked to pay for them. */
        void add(List<String> texts, int count) {
            for (String text : texts.subList(0, Math.min(count, texts.size()))) {
                Instruction child = child(text);
                Defect defect = defect(text);
                if (defect == null) {
                    accepted.add(child);
                } else {
                    context.reject(child, defect.reason(), defect.detail());
                }
            }
        }

        private @Nullable Defect defect(String text) {
            Defect defect = InstructionCandidate.expanded(seed, text);
            if (defect != null) {
                return defect;
            }
            if (exemplars.stream().anyMatch(known -> Echo.of(text, known))
                    || shown.stream().anyMatch(example -> copies(text, example))) {
                return new Defect("echo", "of an example in the prompt");
            }
            return accepted.stream().anyMatch(other -> Echo.of(text, other.text())) ? Defect.of("duplicate") : null;
        }

        private static boolean copies(String text, InContextExample example) {
            return Echo.of(text, example.instruction())
                    || example.expanded().stream().anyMatch(expanded -> Echo.of(text, expanded));
        }

        /** Returns a child: under the seed's system prompt, without its conversation, input and response. */
        Instruction child(String text) {
            return Instruction.builder(text).system(seed.system()).build();
        }

        /** Returns what a further call must not repeat. */
        List<String> known() {
            List<String> all = new ArrayList<>(exemplars);
            accepted.forEach(child -> all.add(child.text()));
            return all;
        }

        List<Instruction> accepted() {
            return List.copyOf(accepted);
        }
    }
}
