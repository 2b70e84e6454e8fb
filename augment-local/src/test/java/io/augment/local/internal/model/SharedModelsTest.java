package io.augment.local.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.local.ModelFileException;
import io.augment.local.SharedModels;
import io.augment.local.internal.gguf.GgufFile;
import io.augment.local.internal.tensor.KernelChoice;
import io.augment.local.internal.tensor.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the engine to what llama.cpp and an exact pass gave for the shared models. */
class SharedModelsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Tolerance of an engine whose activations are 32-bit floats. */
    private static final double TOLERANCE = 0.005;

    private int steps;

    @Test
    void givesTheExpectedProbabilities() throws IOException {
        Map<String, List<JsonNode>> rows = new TreeMap<>();
        for (String line : Files.readAllLines(SharedModels.file("expected.jsonl"))) {
            JsonNode row = JSON.readTree(line);
            rows.computeIfAbsent(row.get("model").asText(), name -> new ArrayList<>())
                    .add(row);
        }
        try (Workers workers = new Workers(2, KernelChoice.best(), "test")) {
            for (Map.Entry<String, List<JsonNode>> entry : rows.entrySet()) {
                boolean floats = entry.getKey().matches(".*(f32|f16|bf16)\\.gguf");
                for (int together : floats ? new int[] {1, 4, 8} : new int[] {8}) {
                    compare(SharedModels.file(entry.getKey()), entry.getValue(), together, workers);
                }
            }
        }
        assertThat(steps).isGreaterThan(2_000);
    }

    private void compare(Path path, List<JsonNode> rows, int together, Workers workers) throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode row : rows) {
            for (JsonNode adapter : row.path("adapters")) {
                String name = adapter.get("file").asText();
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
        }
        List<GgufFile> adapters = new ArrayList<>();
        try (GgufFile file = GgufFile.open(path)) {
            for (String name : names) {
                adapters.add(GgufFile.open(SharedModels.file(name.startsWith("lora/") ? name : "lora/" + name)));
            }
            Weights weights = Weights.load(file, adapters);
            Transformer transformer = new Transformer(weights, workers, 8 * 16);
            // Several texts at once, as concurrent requests would be.
            for (int i = 0; i < rows.size(); i += together) {
                List<Text> texts = new ArrayList<>();
                for (JsonNode row : rows.subList(i, Math.min(rows.size(), i + together))) {
                    texts.add(new Text(path + " " + row.get("name").asText(), row, names, weights.shape()));
                }
                runTogether(transformer, texts);
            }
        } finally {
            adapters.forEach(GgufFile::close);
        }
    }

    private void runTogether(Transformer transformer, List<Text> texts) {
        Batch batch = new Batch(8 * 16);
        boolean more = true;
        while (more) {
            more = false;
            batch.clear();
            for (Text text : texts) {
                text.feed(batch, 16);
            }
            if (batch.size() > 0) {
                more = true;
                transformer.run(batch);
                for (Text text : texts) {
                    steps += text.check(batch);
                }
            }
        }
    }

    /** Is one row under way, along the ids that it forces. */
    private static final class Text {
        private final String name;
        private final JsonNode row;
        private final int[] prompt;
        private final int[] ids;
        private final KvCache cache;
        private int fed;
        private int step;
        private int output = -1;

        Text(String name, JsonNode row, List<String> adapters, ModelShape shape) {
            this.name = name;
            this.row = row;
            this.prompt = ints(row.get("prompt_ids"));
            this.ids = ints(row.get("ids"));
            this.cache = new KvCache(shape, prompt.length + ids.length);
            float[] scales = new float[adapters.size()];
            for (JsonNode adapter : row.path("adapters")) {
                scales[adapters.indexOf(adapter.get("file").asText())] =
                        (float) adapter.get("scale").asDouble();
            }
            cache.restart(scales);
        }

        void feed(Batch batch, int most) {
            output = -1;
            int end = Math.min(fed + most, prompt.length);
            for (; fed < end; fed++) {
                output = batch.add(cache, prompt[fed], fed == prompt.length - 1);
            }
            if (fed == prompt.length && output < 0 && step > 0 && step < ids.length) {
                output = batch.add(cache, ids[step - 1], true);
            }
        }

        int check(Batch batch) {
            if (output < 0) {
                return 0;
            }
            double[] lp = logSoftmax(batch.logits(), output * batch.logitStride(), batch);
            assertThat(lp[ids[step]])
                    .as("%s, step %d", name, step)
                    .isCloseTo(row.get("ref_lp").get(step).asDouble(), within(TOLERANCE));
            JsonNode top = row.get("ref_top").get(step);
            for (JsonNode pair : top) {
                assertThat(lp[pair.get(0).asInt()])
                        .as("%s, step %d, id %s", name, step, pair.get(0))
                        .isCloseTo(pair.get(1).asDouble(), within(TOLERANCE));
            }
            if (top.get(0).get(1).asDouble() - top.get(1).get(1).asDouble() > 2 * TOLERANCE) {
                assertThat(best(lp))
                        .as("%s, step %d", name, step)
                        .isEqualTo(top.get(0).get(0).asInt());
            }
            step++;
            return 1;
        }
    }

    @Test
    void scoresLabels() throws IOException {
        for (String line : Files.readAllLines(SharedModels.file("scores.jsonl"))) {
            JsonNode row = JSON.readTree(line);
            Batch batch = new Batch(64);
            run(row.get("model").asText(), row.get("prompt_ids"), false, batch);
            double[] lp = logSoftmax(batch.logits(), 0, batch);
            int[] labels = ints(row.get("label_ids"));
            double sum =
                    Arrays.stream(labels).mapToDouble(id -> Math.exp(lp[id])).sum();
            for (int i = 0; i < labels.length; i++) {
                assertThat(Math.exp(lp[labels[i]]) / sum)
                        .as("%s %s", row.get("model"), row.get("prompt"))
                        .isCloseTo(row.get("ref_prob").get(i).asDouble(), within(0.001));
            }
        }
    }

    @Test
    void averagesHiddenStates() throws IOException {
        for (String line : Files.readAllLines(SharedModels.file("embeddings.jsonl"))) {
            JsonNode row = JSON.readTree(line);
            Batch batch = new Batch(64);
            int tokens = run(row.get("model").asText(), row.get("ids"), true, batch);
            double[] mean = new double[row.get("embedding").size()];
            for (int i = 0; i < tokens; i++) {
                for (int j = 0; j < mean.length; j++) {
                    mean[j] += batch.hidden()[i * batch.hiddenStride() + j];
                }
            }
            double length = Math.sqrt(Arrays.stream(mean).map(v -> v * v).sum());
            for (int j = 0; j < mean.length; j++) {
                assertThat(mean[j] / length)
                        .isCloseTo(row.get("embedding").get(j).asDouble(), within(3e-4));
            }
        }
    }

    private static int run(String model, JsonNode ids, boolean all, Batch batch) {
        try (GgufFile file = GgufFile.open(SharedModels.file(model));
                Workers workers = new Workers(1, KernelChoice.best(), "test")) {
            Weights weights = Weights.load(file);
            KvCache cache = new KvCache(weights.shape(), ids.size());
            for (int i = 0; i < ids.size(); i++) {
                batch.add(cache, ids.get(i).asInt(), all || i == ids.size() - 1);
            }
            new Transformer(weights, workers, 64).run(batch);
            return ids.size();
        }
    }

    @Test
    void refusesAnUnknownArchitecture() {
        Path path = SharedModels.file("broken/unknown-architecture.gguf");
        try (GgufFile file = GgufFile.open(path)) {
            assertThatThrownBy(() -> Weights.load(file))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("\"quokka\" is not supported");
        }
        try (GgufFile file = GgufFile.open(SharedModels.file("broken/valid-minimal.gguf"))) {
            assertThat(Weights.load(file).shape().layers()).isEqualTo(1);
        }
    }

    static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asInt();
        }
        return values;
    }

    static double[] logSoftmax(float[] logits, int from, Batch batch) {
        int length = batch.logitStride();
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            largest = Math.max(largest, logits[from + i]);
        }
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += Math.exp(logits[from + i] - largest);
        }
        double[] lp = new double[length];
        double log = largest + Math.log(sum);
        Arrays.setAll(lp, i -> logits[from + i] - log);
        return lp;
    }

    static int best(double[] lp) {
        int best = 0;
        for (int i = 1; i < lp.length; i++) {
            best = lp[i] > lp[best] ? i : best;
        }
        return best;
    }
}
