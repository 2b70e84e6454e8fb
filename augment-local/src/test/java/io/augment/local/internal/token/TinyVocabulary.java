package io.augment.local.internal.token;

import io.augment.local.internal.gguf.GgufFile;
import io.augment.local.internal.gguf.GgufMetadata;
import io.augment.local.internal.gguf.GgufWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a small byte-level vocabulary: three control tokens, 256 bytes, merges learned from a text, two user-defined. */
public final class TinyVocabulary {
    static final String SAMPLE =
            "the cat sat on the mat, and the cat's other cats' mats: {\"name\":\"value\",\"list\":[1,2]}\n"
                    + "Write a short story about the weather in 1234 words!  Über-Äpfel, naïve café; 你好世界 你好 😀😀🎉\n\n"
                    + "    return true; // false\n\t\"instruction\":\"\",\"answer\":\"yes\"},{ a the in on at ing tion 12 123 ...";

    final List<String> tokens = new ArrayList<>();
    final List<Integer> types = new ArrayList<>();
    final List<String> merges = new ArrayList<>();

    private TinyVocabulary() {}

    /** Learns up to this many merges. */
    public static TinyVocabulary of(int merges) {
        TinyVocabulary tiny = new TinyVocabulary();
        for (String control : List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>")) {
            tiny.add(control, 3);
        }
        for (int b = 0; b < 256; b++) {
            tiny.add(String.valueOf(ByteAlphabet.character(b)), 1);
        }
        List<List<String>> words = new ArrayList<>();
        for (String word : SAMPLE.split("(?= )", -1)) {
            List<String> symbols = new ArrayList<>();
            for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
                symbols.add(String.valueOf(ByteAlphabet.character(b & 0xFF)));
            }
            words.add(symbols);
        }
        for (int i = 0; i < merges; i++) {
            tiny.learn(words);
        }
        tiny.add("[PAD0]", 4);
        tiny.add("[PAD]", 4);
        return tiny;
    }

    private void add(String token, int type) {
        tokens.add(token);
        types.add(type);
    }

    private void learn(List<List<String>> words) {
        Map<String, Integer> counts = new HashMap<>();
        for (List<String> word : words) {
            for (int i = 0; i + 1 < word.size(); i++) {
                counts.merge(word.get(i) + " " + word.get(i + 1), 1, Integer::sum);
            }
        }
        String best = counts.keySet().stream()
                .max((a, b) -> counts.get(a).equals(counts.get(b))
                        ? b.compareTo(a)
                        : counts.get(a).compareTo(counts.get(b)))
                .orElse("");
        if (best.isEmpty()) {
            return;
        }
        merges.add(best);
        String product = best.replace(" ", "");
        if (!tokens.contains(product)) {
            add(product, 1);
        }
        for (List<String> word : words) {
            for (int i = 0; i + 1 < word.size(); i++) {
                if ((word.get(i) + " " + word.get(i + 1)).equals(best)) {
                    word.set(i, product);
                    word.remove(i + 1);
                }
            }
        }
    }

    /** Puts the vocabulary into a file's metadata. */
    public GgufWriter putInto(GgufWriter file, String preTokenizer) {
        return file.put("tokenizer.ggml.model", "gpt2")
                .put("tokenizer.ggml.pre", preTokenizer)
                .put("tokenizer.ggml.tokens", tokens)
                .put(
                        "tokenizer.ggml.token_type",
                        types.stream().mapToInt(i -> i).toArray())
                .put("tokenizer.ggml.merges", merges)
                .put("tokenizer.ggml.eos_token_id", 2);
    }

    /** Returns how many entries there are. */
    public int size() {
        return tokens.size();
    }

    /** Makes the tokenizer, by way of a file. */
    public BpeTokenizer tokenizer(String preTokenizer) {
        return BpeTokenizer.of(metadata(putInto(new GgufWriter(), preTokenizer)));
    }

    /** Returns the metadata of what a writer writes. */
    public static GgufMetadata metadata(GgufWriter writer) {
        try {
            Path file = Files.createTempFile("tiny", ".gguf");
            try (GgufFile open = GgufFile.open(writer.write(file))) {
                return open.metadata();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
