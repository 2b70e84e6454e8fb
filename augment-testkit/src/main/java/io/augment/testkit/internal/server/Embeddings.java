package io.augment.testkit.internal.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Answers embedding requests with unit vectors made from hashed character n-grams (three and four letters, two Chinese
 * characters) and words, so that texts that share much of their wording lie near each other. Deterministic.
 */
public final class Embeddings {
    /** Is one request: the model, the texts in order, the length of the vectors, and whether they are wanted in base64. */
    public record Query(String model, List<String> inputs, int dimensions, boolean base64) {
        /** Counts the tokens of all inputs. */
        public int tokens() {
            return inputs.stream().mapToInt(Tokens::count).sum();
        }
    }

    private static final int DIMENSIONS = 256;
    private static final int MAX_DIMENSIONS = 4096;
    private static final int MAX_INPUTS = 2048;

    private Embeddings() {}

    /**
     * Reads a request body.
     *
     * @throws ApiProblem if it is no JSON object or a parameter is missing or out of its range
     */
    public static Query parse(byte[] body) throws ApiProblem {
        JsonNode root = ChatBody.object(body);
        String model = ChatBody.model(root);
        JsonNode input = root.path("input");
        List<String> inputs = new ArrayList<>();
        if (input.isArray() && !input.isEmpty() && input.get(0).isNumber()) {
            inputs.add(input.toString()); // one text, given as token numbers
        } else if (input.isArray()) {
            input.forEach(item -> inputs.add(item.isTextual() ? item.textValue() : item.toString()));
        } else if (input.isTextual()) {
            inputs.add(input.textValue());
        }
        if (inputs.isEmpty() || inputs.size() > MAX_INPUTS || inputs.contains("")) {
            throw ApiProblem.badRequest("'input' must be a text or 1 to 2048 texts, none of them empty.", "input");
        }
        int dimensions = root.path("dimensions").asInt(DIMENSIONS);
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw ApiProblem.badRequest("'dimensions' must be an integer from 1 to 4096.", "dimensions");
        }
        return new Query(
                model,
                inputs,
                dimensions,
                root.path("encoding_format").asText("float").equals("base64"));
    }

    /** Writes the reply to a request. */
    public static void write(JsonOut out, Query query) {
        out.ascii("{\"object\":\"list\",\"data\":[");
        for (int i = 0; i < query.inputs().size(); i++) {
            out.ascii(i == 0 ? "" : ",")
                    .ascii("{\"object\":\"embedding\",\"index\":")
                    .number(i);
            out.ascii(",\"embedding\":");
            float[] vector = vector(query.inputs().get(i), query.dimensions());
            if (query.base64()) {
                ByteBuffer bytes =
                        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(vector);
                out.string(Base64.getEncoder().encodeToString(bytes.array()));
            } else {
                for (int d = 0; d < vector.length; d++) {
                    out.ascii(d == 0 ? "[" : ",").ascii(Float.toString(vector[d]));
                }
                out.ascii("]");
            }
            out.ascii("}");
        }
        out.ascii("],\"model\":").string(query.model());
        int tokens = query.tokens();
        out.ascii(",\"usage\":{\"prompt_tokens\":").number(tokens);
        out.ascii(",\"total_tokens\":").number(tokens).ascii("}}");
    }

    /** Returns the unit vector of {@code text}. */
    static float[] vector(String text, int dimensions) {
        double[] sums = new double[dimensions];
        String line = " "
                + text.toLowerCase(Locale.ROOT)
                        .replaceAll("[\\s\\p{P}\\p{S}]+", " ")
                        .strip() + " ";
        for (int length = 2; length <= 4; length++) {
            for (int i = 0; i + length <= line.length(); i++) {
                String gram = line.substring(i, i + length);
                if (length > 2 || Tokens.isCjk(gram.charAt(0))) {
                    add(sums, gram, 1);
                }
            }
        }
        for (String word : line.strip().split(" ", -1)) {
            add(sums, word, 2);
        }
        double square = 0;
        for (double sum : sums) {
            square += sum * sum;
        }
        if (square == 0) {
            sums[0] = 1;
            square = 1;
        }
        float[] vector = new float[dimensions];
        double norm = Math.sqrt(square);
        for (int d = 0; d < dimensions; d++) {
            vector[d] = (float) (sums[d] / norm);
        }
        return vector;
    }

    private static void add(double[] sums, String feature, double weight) {
        long hash = Hashes.of(feature);
        sums[(int) Long.remainderUnsigned(hash >>> 1, sums.length)] += (hash & 1) == 0 ? weight : -weight;
    }
}
