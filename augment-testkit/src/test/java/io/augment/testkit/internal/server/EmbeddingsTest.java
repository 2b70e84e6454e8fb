package io.augment.testkit.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {
    private static double cosine(String first, String second) {
        float[] a = Embeddings.vector(first, 256);
        float[] b = Embeddings.vector(second, 256);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void vectorsHaveLengthOneAndSimilarTextsAreNear() {
        for (String text : List.of("a", "?!", " ", "Describe a river in Spain.", "描述一条河。", "😀")) {
            assertThat(cosine(text, text)).as(text).isCloseTo(1, within(1e-5));
        }
        String river = "Describe the longest river in Spain.";
        assertThat(cosine(river, "Please describe the longest river in Spain")).isGreaterThan(0.8);
        assertThat(cosine(river, "Sort these numbers by their size.")).isLessThan(0.4);
        assertThat(cosine("请描述西班牙最长的河流。", "描述一下西班牙最长的河流")).isGreaterThan(0.6);
        assertThat(cosine("请描述西班牙最长的河流。", "把这些数字从小到大排序")).isLessThan(0.3);
    }

    @Test
    void bothEncodingsHoldTheSameNumbers() throws Exception {
        JsonNode plain = reply("{\"model\":\"m\",\"input\":\"a river\",\"dimensions\":16}");
        JsonNode packed =
                reply("{\"model\":\"m\",\"input\":[\"a river\"],\"dimensions\":16,\"encoding_format\":\"base64\"}");
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(packed.at("/data/0/embedding").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(plain.at("/data/0/embedding")).hasSize(16);
        for (JsonNode number : plain.at("/data/0/embedding")) {
            assertThat(bytes.getFloat()).isCloseTo(number.floatValue(), within(1e-6f));
        }
        assertThat(plain.at("/usage/prompt_tokens").asInt()).isEqualTo(2);
    }

    private static JsonNode reply(String body) throws Exception {
        JsonOut out = new JsonOut(64);
        Embeddings.write(out, Embeddings.parse(body.getBytes(StandardCharsets.UTF_8)));
        return ChatBody.JSON.readTree(out.toBytes());
    }
}
