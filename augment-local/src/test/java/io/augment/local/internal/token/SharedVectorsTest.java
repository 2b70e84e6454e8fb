package io.augment.local.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.local.SharedModels;
import io.augment.local.internal.gguf.GgufFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares with the tokens that llama.cpp gives. */
class SharedVectorsTest {
    @Test
    void toy() throws IOException {
        assertThat(compare("toy/toy-student-q8_0.gguf", "toy/tokens-toy.jsonl")).isEqualTo(143);
    }

    @Test
    void qwen2() throws IOException {
        assertThat(compare("vocab/ggml-vocab-qwen2.gguf", "vocab/tokens-qwen2.jsonl"))
                .isEqualTo(302);
    }

    @Test
    void qwen2OfLlamaCppItself() throws IOException {
        BpeTokenizer tokenizer = tokenizer("vocab/ggml-vocab-qwen2.gguf");
        String[] inputs = Files.readString(SharedModels.file("vocab/ggml-vocab-qwen2.gguf.inp"))
                .split("\n__ggml_vocab_test__\n", -1);
        String[] outputs = Files.readString(SharedModels.file("vocab/ggml-vocab-qwen2.gguf.out"))
                .split("\n", -1);
        int compared = 0;
        for (int i = 0; i + 1 < inputs.length; i++) {
            String ids = Arrays.stream(tokenizer.encode(inputs[i]))
                    .mapToObj(String::valueOf)
                    .collect(Collectors.joining(" "));
            assertThat(ids).as(inputs[i]).isEqualTo(outputs[i].strip());
            compared++;
        }
        assertThat(compared).isGreaterThanOrEqualTo(46);
    }

    private static int compare(String model, String vectors) throws IOException {
        BpeTokenizer tokenizer = tokenizer(model);
        ObjectMapper json = new ObjectMapper();
        int rows = 0;
        for (String line : Files.readAllLines(SharedModels.file(vectors))) {
            JsonNode row = json.readTree(line);
            String text = row.get("text").asText();
            boolean special = row.get("parse_special").asBoolean();
            int[] expected = json.convertValue(row.get("ids"), int[].class);
            assertThat(special ? tokenizer.encodeFrame(text) : tokenizer.encode(text))
                    .as(line)
                    .isEqualTo(expected);
            if (!special) {
                assertThat(tokenizer.decode(expected)).isEqualTo(text);
            }
            rows++;
        }
        return rows;
    }

    private static BpeTokenizer tokenizer(String model) {
        Path path = SharedModels.file(model);
        try (GgufFile file = GgufFile.open(path)) {
            return BpeTokenizer.of(file.metadata());
        }
    }
}
