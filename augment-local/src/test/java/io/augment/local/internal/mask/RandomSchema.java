package io.augment.local.internal.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes schemas of all supported kinds. */
final class RandomSchema {
    private static final String[] NAMES = {
        "a", "instruction", "the", "Ä\\\"x", "名前", "score", "list", "", "in/on", "cat 1"
    };

    private final Random random;

    RandomSchema(Random random) {
        this.random = random;
    }

    String object(int depth) {
        List<String> names = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = NAMES[random.nextInt(NAMES.length)];
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        StringBuilder properties = new StringBuilder();
        StringBuilder required = new StringBuilder();
        for (String name : names) {
            String comma = properties.length() == 0 ? "" : ",";
            properties.append(comma).append('"').append(name).append("\":").append(any(depth + 1));
            required.append(comma).append('"').append(name).append('"');
        }
        return "{\"type\":\"object\",\"description\":\"d\",\"properties\":{" + properties + "},\"required\":["
                + required + "],\"additionalProperties\":false}";
    }

    private String any(int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 8)) {
            case 0 -> "{\"type\":\"string\"}";
            case 1 -> bounded("string", "Length", 12, "");
            case 2 -> "{\"type\":\"string\",\"enum\":[\"yes\",\"no\",\"yesterday\",\"\",\"ü\\\"\",\"the\"]}";
            case 3 -> "{\"type\":\"" + (random.nextBoolean() ? "number" : "integer") + "\"}";
            case 4 -> "{\"enum\":[1,12,-1,1.5,null,true,\"1\"]}";
            case 5 -> "{\"type\":\"boolean\"}";
            case 6 -> bounded("array", "Items", 4, ",\"items\":" + any(depth + 1));
            default -> object(depth);
        };
    }

    private String bounded(String type, String what, int most, String more) {
        int min = random.nextInt(most);
        int max = min + random.nextInt(most);
        return "{\"type\":\"" + type + "\""
                + (random.nextBoolean() ? ",\"min" + what + "\":" + min : "")
                + (random.nextBoolean() ? ",\"max" + what + "\":" + max : "")
                + more + "}";
    }
}
