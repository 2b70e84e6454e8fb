package io.augment.testkit;

import io.augment.testkit.internal.model.ModelFileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a model file that says sentences like those that it is given, whatever it is asked: for tests of what runs a GGUF file,
 * without a download.
 *
 * <p>It is a language model of 100 kB, whose next word depends on the last one alone: words that stand in several sentences lead
 * from one into another, so that different seeds give different texts. A reply ends where a sentence did. Under a schema of
 * texts and lists of texts it writes sentences into them. It reads a prompt byte by byte, so that prompts of the built-in
 * strategies have some thousand tokens. Immutable.
 *
 * <pre>{@code
 * Path file = SentenceModel.of(List.of("Name a river in France.", "Name a hill in Italy.")).write(folder.resolve("m.gguf"));
 * }</pre>
 */
public final class SentenceModel {
    private static final String TEMPLATE =
            "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
                    + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
    private static final List<String> CONTROLS = List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");
    private static final int END = 2;
    private static final int CONTEXT = 8_192;
    private static final int FEED_FORWARD = 32;
    private static final int STEP = 32;

    /** Logarithms of how much more often than anything else a word follows, and what a text may be closed by. */
    private static final float OFTEN = 40;

    private static final float RARELY = 20;

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Integer> ids = new LinkedHashMap<>();

    /** The tokens that something is known to follow; each has a dimension of its own. */
    private final Map<Integer, Map<Integer, Float>> followers = new LinkedHashMap<>();

    private SentenceModel() {
        CONTROLS.forEach(this::add);
        for (int value = 0; value < 256; value++) {
            add(String.valueOf(shown(value)));
        }
        add(shown("\n\n"));
        for (String brace : List.of("{", "[", ",")) {
            follow(id(brace), id("\""), OFTEN);
        }
        follow(id(":"), id("["), RARELY);
        follow(id(":"), id("\""), OFTEN);
        for (String end : List.of("]", ",", ":", "}")) {
            follow(id("\""), id(end), RARELY);
        }
    }

    /**
     * Returns a model of some sentences.
     *
     * @throws IllegalArgumentException if there are none, or one of them has no words
     */
    public static SentenceModel of(List<String> sentences) {
        if (sentences.isEmpty() || sentences.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A model needs one or more sentences, none of them blank");
        }
        SentenceModel model = new SentenceModel();
        sentences.forEach(model::learn);
        return model;
    }

    private void learn(String sentence) {
        String[] words = sentence.strip().split("\\s+", -1);
        int last = id(words[0]);
        follow(id("\n"), last, OFTEN);
        follow(id("\""), last, OFTEN);
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            int next = id(" " + word);
            follow(last, next, OFTEN);
            last = next;
        }
        follow(last, END, OFTEN);
    }

    private void follow(int token, int next, float weight) {
        followers.computeIfAbsent(token, any -> new LinkedHashMap<>()).put(next, weight);
    }

    private int id(String text) {
        String token = shown(text);
        Integer known = ids.get(token);
        return known == null ? add(token) : known;
    }

    private int add(String token) {
        ids.put(token, tokens.size());
        tokens.add(token);
        return tokens.size() - 1;
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            shown.append(shown(value & 0xFF));
        }
        return shown.toString();
    }

    /** Vocabularies of this kind write each byte as a character that can be seen (OpenAI's GPT-2, {@code encoder.py}). */
    private static char shown(int value) {
        int unseen = 0;
        for (int other = 0; other <= value; other++) {
            boolean seen = (other >= '!' && other <= '~') || (other >= 0xA1 && other <= 0xFF && other != 0xAD);
            if (other == value) {
                return (char) (seen ? value : 256 + unseen);
            }
            unseen += seen ? 0 : 1;
        }
        throw new IllegalArgumentException("No byte: " + value);
    }

    /**
     * Writes the file and returns its path.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public Path write(Path file) {
        int width = (followers.size() + STEP - 1) / STEP * STEP;
        float[] embedding = new float[tokens.size() * width];
        float[] output = new float[tokens.size() * width];
        int dimension = 0;
        for (Map.Entry<Integer, Map<Integer, Float>> entry : followers.entrySet()) {
            embedding[entry.getKey() * width + dimension] = 1;
            for (Map.Entry<Integer, Float> next : entry.getValue().entrySet()) {
                // A single 1 becomes the root of the width when it is normed.
                output[next.getKey() * width + dimension] = next.getValue() / (float) Math.sqrt(width);
            }
            dimension++;
        }
        ModelFileWriter writer = metadata(width)
                .tensor("token_embd.weight", embedding, width, tokens.size())
                .tensor("output_norm.weight", ones(width), width)
                .tensor("output.weight", output, width, tokens.size());
        // The layer adds nothing.
        for (String norm : List.of("attn_norm", "ffn_norm")) {
            writer.tensor("blk.0." + norm + ".weight", ones(width), width);
        }
        for (String square : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
            writer.tensor("blk.0." + square + ".weight", new float[width * width], width, width);
        }
        float[] none = new float[width * FEED_FORWARD];
        writer.tensor("blk.0.ffn_gate.weight", none, width, FEED_FORWARD)
                .tensor("blk.0.ffn_up.weight", none, width, FEED_FORWARD)
                .tensor("blk.0.ffn_down.weight", none, FEED_FORWARD, width);
        try {
            return Files.write(file, writer.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ModelFileWriter metadata(int width) {
        List<Integer> types = new ArrayList<>(Collections.nCopies(tokens.size(), 1));
        Collections.fill(types.subList(0, CONTROLS.size()), 3);
        return new ModelFileWriter()
                .put("general.architecture", "llama")
                .put("general.name", "sentences")
                .put("llama.embedding_length", width)
                .put("llama.block_count", 1)
                .put("llama.attention.head_count", 1)
                .put("llama.attention.head_count_kv", 1)
                .put("llama.rope.dimension_count", width)
                .put("llama.feed_forward_length", FEED_FORWARD)
                .put("llama.context_length", CONTEXT)
                .put("llama.attention.layer_norm_rms_epsilon", 1e-6f)
                .put("tokenizer.ggml.model", "gpt2")
                .put("tokenizer.ggml.pre", "gpt-2")
                .putTexts("tokenizer.ggml.tokens", tokens)
                .putNumbers("tokenizer.ggml.token_type", types)
                .putTexts("tokenizer.ggml.merges", List.of(shown("\n") + " " + shown("\n")))
                .put("tokenizer.ggml.eos_token_id", END)
                .put("tokenizer.chat_template", TEMPLATE);
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    public String toString() {
        return "SentenceModel[" + tokens.size() + " tokens]";
    }
}
