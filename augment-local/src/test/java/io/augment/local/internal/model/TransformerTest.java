package io.augment.local.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.augment.local.ModelFileException;
import io.augment.local.internal.gguf.GgufFile;
import io.augment.local.internal.gguf.GgufType;
import io.augment.local.internal.tensor.KernelChoice;
import io.augment.local.internal.tensor.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformerTest {
    private static final int VOCABULARY = 61;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void givesTheExactScores(GgufType type) {
        for (String architecture : List.of("llama", "qwen2", "qwen3")) {
            boolean tied = (type.id() + architecture.length()) % 2 == 0;
            RandomModel model = new RandomModel(architecture, type, tied, VOCABULARY, type.id());
            try (GgufFile file = GgufFile.open(model.writer().write(folder.resolve("m.gguf")));
                    Workers workers = new Workers(1, KernelChoice.best(), "test")) {
                Weights weights = Weights.load(file);
                int[] text = text(40, 5);
                Batch batch = new Batch(64);
                KvCache cache = new KvCache(weights.shape(), 64);
                for (int token : text) {
                    batch.add(cache, token, true);
                }
                new Transformer(weights, workers, 64).run(batch);
                ReferencePass reference = new ReferencePass(model);
                for (int i = 0; i < text.length; i++) {
                    double[] exact = reference.next(text[i]);
                    for (int j = 0; j < VOCABULARY; j++) {
                        assertThat((double) batch.logits()[i * batch.logitStride() + j])
                                .as("%s %s position %d", architecture, type, i)
                                .isCloseTo(exact[j], within(2e-4));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3"})
    void givesTheSameBitsAloneAndInCompany(String architecture) {
        RandomModel model = new RandomModel(architecture, GgufType.Q8_0, true, VOCABULARY, 8);
        try (GgufFile file = GgufFile.open(model.writer().write(folder.resolve("m.gguf")))) {
            Weights weights = Weights.load(file);
            List<int[]> texts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                texts.add(text(50 + 3 * i, i));
            }
            List<List<float[]>> alone = new ArrayList<>();
            for (int[] text : texts) {
                alone.addAll(run(weights, List.of(text), 1, 1));
            }
            assertThat(run(weights, texts.subList(0, 4), 7, 2))
                    .usingRecursiveComparison()
                    .isEqualTo(alone.subList(0, 4));
            assertThat(run(weights, texts, 3, 3)).usingRecursiveComparison().isEqualTo(alone);
            assertThat(run(weights, texts, 64, 1)).usingRecursiveComparison().isEqualTo(alone);
        }
    }

    /** Returns the scores at each position of each text; {@code pace} tokens of each go into a batch. */
    private static List<List<float[]>> run(Weights weights, List<int[]> texts, int pace, int threads) {
        List<List<float[]>> scores = new ArrayList<>();
        List<KvCache> caches = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            scores.add(new ArrayList<>());
            caches.add(new KvCache(weights.shape(), 256));
        }
        try (Workers workers = new Workers(threads, KernelChoice.best(), "test")) {
            Transformer transformer = new Transformer(weights, workers, pace * texts.size());
            Batch batch = new Batch(pace * texts.size());
            boolean more = true;
            while (more) {
                batch.clear();
                List<List<float[]>> owners = new ArrayList<>();
                for (int i = 0; i < texts.size(); i++) {
                    int[] text = texts.get(i);
                    int start = caches.get(i).length();
                    for (int j = start; j < Math.min(start + pace, text.length); j++) {
                        batch.add(caches.get(i), text[j], true);
                        owners.add(scores.get(i));
                    }
                }
                more = !owners.isEmpty();
                transformer.run(batch);
                for (int i = 0; i < owners.size(); i++) {
                    int from = i * batch.logitStride();
                    owners.get(i).add(java.util.Arrays.copyOfRange(batch.logits(), from, from + VOCABULARY));
                }
            }
        }
        return scores;
    }

    @Test
    void namesTheTensorThatIsMissingOrWrong() {
        RandomModel model = new RandomModel("qwen2", GgufType.F32, true, VOCABULARY, 1);
        model.writer().put("qwen2.block_count", 3);
        assertRefused(model, "tensor blk.2.attn_norm.weight is missing");
        model.writer().put("qwen2.block_count", 1);
        assertRefused(model, "Tensor blk.1.attn_norm.weight is no part of a qwen2 model");
        model.writer().put("qwen2.block_count", 2).put("qwen2.feed_forward_length", 168);
        assertRefused(model, "Tensor blk.0.ffn_gate.weight is 96 x 160, but the metadata ask for 96 x 168");
        model.writer().put("qwen2.rope.scaling.type", "yarn");
        assertRefused(model, "Rope scaling \"yarn\" is not supported");
        model.writer().put("general.architecture", "quokka");
        assertRefused(model, "\"quokka\" is not supported; supported are llama, qwen2 and qwen3");
    }

    private void assertRefused(RandomModel model, String sentence) {
        try (GgufFile file = GgufFile.open(model.writer().write(folder.resolve("m.gguf")))) {
            assertThatThrownBy(() -> Weights.load(file))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("m.gguf")
                    .hasMessageContaining(sentence);
        }
    }

    private static int[] text(int length, long seed) {
        return new Random(seed).ints(length, 0, VOCABULARY).toArray();
    }
}
