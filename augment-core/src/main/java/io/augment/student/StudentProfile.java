package io.augment.student;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.chat.ChatMessage;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.PromptRef;
import io.augment.chat.Sampling;
import io.augment.expand.InstructionExpander;
import io.augment.generate.PairGenerator;
import io.augment.internal.student.ProfileFile;
import io.augment.internal.student.StudentExpander;
import io.augment.internal.student.StudentPairs;
import io.augment.internal.student.StudentRefiner;
import io.augment.internal.util.Hex;
import io.augment.refine.InstructionRefiner;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says to the byte what a student model is sent and what it must answer.
 *
 * <p>Requests and training sets are both made from it. The presets follow the model cards of the students that were
 * released with arXiv 2412.04871, data-juicer's {@code optimize_instruction_mapper}, and, for sampling, PAI's walk-through
 * (temperature 0.5, top-p 0.95, top-k 50, at most 2048 tokens). Requests always carry the stop texts {@code <|im_end|>} and
 * {@code <|endoftext|>}: the released models name only the second one as their end, and would run on into an invented turn.
 *
 * <p>Immutable. Two profiles are equal when all their settings are.
 *
 * <pre>{@code
 * StudentProfile profile = StudentProfile.exp();
 * List<ChatMessage> asked = profile.messages(seed);
 * String learned = profile.completion(child);
 * InstructionExpander expander = profile.expander(student).perSeed(4);
 * }</pre>
 */
public final class StudentProfile {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
    private static final Sampling PAI = Sampling.ofTemperature(0.5)
            .withTopP(0.95)
            .withTopK(50)
            .withMaxTokens(2048)
            .withStop(List.of("<|im_end|>", "<|endoftext|>"));
    private static final StudentProfile EXP =
            builder("pai-exp", StudentTask.EXPAND).build();
    private static final StudentProfile REFINE =
            builder("pai-refine", StudentTask.REFINE).build();
    private static final StudentProfile REFINE_DATA_JUICER = builder("pai-refine-datajuicer", StudentTask.REFINE)
            .system("请优化这个指令，将其修改为一个更详细具体的指令。")
            .build();
    private static final StudentProfile RESPONSE_EXP =
            builder("pai-response-exp", StudentTask.PAIRS).build();
    private static final int HASH_DIGITS = 16;

    private final String name;
    private final StudentTask task;
    private final @Nullable String system;
    private final String before;
    private final String after;
    private final Sampling sampling;
    private final int pairs;
    private final PromptRef ref;

    private StudentProfile(Builder builder) {
        this.name = builder.name;
        this.task = builder.task;
        this.system = builder.system;
        String place = place(task);
        int at = builder.user.indexOf(place);
        if (at < 0 || builder.user.indexOf(place, at + 1) >= 0) {
            throw new IllegalArgumentException(
                    "The user message of the profile " + name + " must hold " + place + " exactly once");
        }
        this.before = builder.user.substring(0, at);
        this.after = builder.user.substring(at + place.length());
        this.sampling = builder.sampling.withMaxTokens(maxTokens(builder.sampling));
        this.pairs = builder.pairs;
        String sent = task.jsonName() + "\n" + (system == null ? "" : system) + "\u0000" + builder.user;
        this.ref = new PromptRef(name, Hex.sha256(sent, HASH_DIGITS));
    }

    private static int maxTokens(Sampling sampling) {
        ChatRequest.Builder request = ChatRequest.of("").toBuilder();
        return sampling.applyTo(request, ChatRequest.DEFAULT_MAX_TOKENS).build().maxTokens();
    }

    /** Returns the profile of Qwen2-Instruct-Exp: the bare instruction in, one new instruction out. */
    public static StudentProfile exp() {
        return EXP;
    }

    /** Returns the profile of Qwen2-Instruct-Refine as on its model card: the bare instruction in, a refined one out. */
    public static StudentProfile refine() {
        return REFINE;
    }

    /** Returns the profile in which data-juicer asks Qwen2-Instruct-Refine: with a system message in Chinese. */
    public static StudentProfile refineDataJuicer() {
        return REFINE_DATA_JUICER;
    }

    /** Returns the profile of Qwen2-7B-Instruct-Response-Exp: two pairs in, new pairs out, in {@link PairCodec} blocks. */
    public static StudentProfile responseExp() {
        return RESPONSE_EXP;
    }

    /**
     * Reads a profile from a JSON file, such as {@code {"name": "support-exp", "task": "expand", "system": "You write questions
     * of customers.", "temperature": 0.8}}. Tasks are {@code expand}, {@code refine} and {@code pairs}. Further members are
     * {@code user} (the message, with <code>{{instruction}}</code> or <code>{{pairs}}</code> in it), {@code topP}, {@code topK},
     * {@code maxTokens}, {@code stop} (a list of texts) and {@code pairs} (how many are shown). What is left out is as in the
     * presets.
     *
     * @throws IllegalArgumentException if the file does not hold a profile; the message names the member
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static StudentProfile read(Path file) {
        return ProfileFile.read(file);
    }

    /**
     * Starts a profile with the stop texts and the sampling of the released students.
     *
     * @param name names the profile in provenance, such as {@code support-exp.2}: letters a to z, digits, dots and hyphens
     * @throws IllegalArgumentException if the name has another form
     */
    public static Builder builder(String name, StudentTask task) {
        return new Builder(name, task);
    }

    /** Starts a copy under another name. */
    public Builder toBuilder(String newName) {
        return new Builder(newName, task)
                .system(system)
                .user(before + place(task) + after)
                .sampling(sampling)
                .pairs(pairs);
    }

    private static String place(StudentTask task) {
        return task == StudentTask.PAIRS ? "{{pairs}}" : "{{instruction}}";
    }

    /** Returns the profile's name. */
    public String name() {
        return name;
    }

    /** Returns what the student does. */
    public StudentTask task() {
        return task;
    }

    /** Returns the system message; null for none: the model's chat template then puts in its own, where it has one. */
    public @Nullable String system() {
        return system;
    }

    /** Returns the user message with the place for what is asked. */
    public String user() {
        return before + place(task) + after;
    }

    /** Returns how the student chooses its words, its output limit and its stop texts. */
    public Sampling sampling() {
        return sampling;
    }

    /** Returns the texts that end a reply. */
    public List<String> stop() {
        return filled(List.of(ChatMessage.user(""))).stop();
    }

    /** Returns how many pairs a student of {@link StudentTask#PAIRS} is shown; at least 1. */
    public int pairs() {
        return pairs;
    }

    /** Returns what names the profile in provenance. */
    public PromptRef ref() {
        return ref;
    }

    /**
     * Returns what an expanding or refining student is sent: an expanding one sees the instruction with its input, a refining one
     * the text alone, because the input stays as it is.
     *
     * @throws IllegalStateException if the student works on pairs
     */
    public List<ChatMessage> messages(Instruction instruction) {
        need(task != StudentTask.PAIRS, "is shown pairs");
        return messages(task == StudentTask.EXPAND ? instruction.prompt() : instruction.text());
    }

    /**
     * Returns what a pair-expanding student is sent.
     *
     * @throws IllegalStateException if the student does not work on pairs
     * @throws IllegalArgumentException if an instruction or a response is blank
     */
    public List<ChatMessage> messages(List<InstructionPair> shown) {
        need(task == StudentTask.PAIRS, "is shown one instruction");
        return messages(PairCodec.write(shown));
    }

    private List<ChatMessage> messages(String value) {
        ChatMessage asked = ChatMessage.user(before + value + after);
        return system == null ? List.of(asked) : List.of(ChatMessage.system(system), asked);
    }

    /**
     * Returns what an expanding or refining student must answer for this to be its result.
     *
     * @throws IllegalStateException if the student works on pairs
     */
    public String completion(Instruction result) {
        need(task != StudentTask.PAIRS, "answers with pairs");
        return (task == StudentTask.EXPAND ? result.prompt() : result.text()).strip();
    }

    /**
     * Returns what a pair-expanding student must answer for these to be its results.
     *
     * @throws IllegalStateException if the student does not work on pairs
     * @throws IllegalArgumentException if an instruction or a response is blank
     */
    public String completion(List<InstructionPair> results) {
        need(task == StudentTask.PAIRS, "answers with one instruction");
        return PairCodec.write(results);
    }

    /**
     * Returns why a training row cannot teach what a request would ask, for people; null where it can. A control token of a chat
     * template in a text would end its turn, and a completion can neither hold a stop text nor be empty.
     */
    public @Nullable String problem(List<ChatMessage> messages, String completion) {
        for (ChatMessage message : messages) {
            String token = ControlTokens.find(message.text());
            if (token != null) {
                return "the prompt holds the control token " + token;
            }
        }
        String token = ControlTokens.find(completion);
        if (token != null) {
            return "the completion holds the control token " + token;
        }
        for (String stop : stop()) {
            if (completion.contains(stop)) {
                return "the completion holds the stop text " + stop;
            }
        }
        return completion.isBlank() ? "the completion is empty" : null;
    }

    /** Returns the request for an expanding or refining student; see {@link #messages(Instruction)}. */
    public ChatRequest request(Instruction instruction) {
        return filled(messages(instruction));
    }

    /** Returns the request for a pair-expanding student; see {@link #messages(List)}. */
    public ChatRequest request(List<InstructionPair> shown) {
        return filled(messages(shown));
    }

    private ChatRequest filled(List<ChatMessage> messages) {
        ChatRequest.Builder request = ChatRequest.builder().prompt(ref);
        messages.forEach(request::addMessage);
        return sampling.applyTo(request, ChatRequest.DEFAULT_MAX_TOKENS).build();
    }

    /**
     * Returns an expander over a model that runs this student; {@code perSeed} says how often it is asked.
     *
     * @throws IllegalStateException if the student does something else
     */
    public InstructionExpander expander(ChatModel model) {
        need(task == StudentTask.EXPAND, "does not expand instructions");
        return new StudentExpander(this, model);
    }

    /**
     * Returns a refiner over a model that runs this student.
     *
     * @throws IllegalStateException if the student does something else
     */
    public InstructionRefiner refiner(ChatModel model) {
        need(task == StudentTask.REFINE, "does not refine instructions");
        return new StudentRefiner(this, model);
    }

    /**
     * Returns a generator of pairs over a model that runs this student; see {@link PaiStudents#pairGenerator}.
     *
     * @throws IllegalStateException if the student does something else
     */
    public PairGenerator pairGenerator(ChatModel model) {
        need(task == StudentTask.PAIRS, "does not make pairs");
        return new StudentPairs(this, model);
    }

    private void need(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(
                    "The student " + name + " " + otherwise + ": its task is " + task.jsonName());
        }
    }

    /** Returns the profile as the JSON that {@link #read} reads. */
    public String toJson() {
        return ProfileFile.write(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StudentProfile that
                && name.equals(that.name)
                && task == that.task
                && Objects.equals(system, that.system)
                && user().equals(that.user())
                && sampling.equals(that.sampling)
                && pairs == that.pairs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, task, ref);
    }

    @Override
    public String toString() {
        return "StudentProfile[" + name + ", " + task.jsonName() + "]";
    }

    /** Builds a {@link StudentProfile}. Not safe for use by many threads. */
    public static final class Builder {
        private final String name;
        private final StudentTask task;
        private @Nullable String system;
        private String user;
        private Sampling sampling = PAI;
        private int pairs = 2;

        private Builder(String name, StudentTask task) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "A profile's name has up to 64 letters a to z, digits, dots and hyphens," + " but this one is: "
                                + name);
            }
            this.name = name;
            this.task = Objects.requireNonNull(task, "task");
            this.user = place(task);
        }

        /** Sets the system message; null for none. */
        public Builder system(@Nullable String value) {
            this.system = value;
            return this;
        }

        /**
         * Sets the user message around the place for what is asked: <code>{{instruction}}</code> or, of a student that works on
         * pairs, <code>{{pairs}}</code>. It is the bare value unless set.
         */
        public Builder user(String value) {
            this.user = Objects.requireNonNull(value, "user");
            return this;
        }

        /** Sets how the student chooses its words, its output limit and its stop texts; all of it together. */
        public Builder sampling(Sampling value) {
            this.sampling = Objects.requireNonNull(value, "sampling");
            return this;
        }

        /**
         * Sets how many pairs the student is shown; 2 unless set.
         *
         * @throws IllegalArgumentException if the number is below 1
         */
        public Builder pairs(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("pairs must be at least 1, but was " + value);
            }
            this.pairs = value;
            return this;
        }

        /**
         * Creates the profile.
         *
         * @throws IllegalArgumentException if the user message does not hold its place exactly once
         */
        public StudentProfile build() {
            return new StudentProfile(this);
        }
    }
}
