package io.augment.internal.train;

import io.augment.train.BaseModel;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows families of instruct models by their names. Contexts, system messages and licenses are those of 2024 and 2025 as they are
 * commonly given: Qwen2 is Apache-2.0 but for its 72B (Tongyi Qianwen), Qwen2.5 but for its 3B (research) and 72B (Qwen License),
 * Qwen3 and Mistral 7B throughout; what Llama 3 demands is in section 1.b of its license. A license can change, so recipes tell
 * the user to read the one that comes with the weights.
 */
public final class KnownModels {
    private static final Pattern SIZE = Pattern.compile("(?i)(\\d+(?:\\.\\d+)?)b(?![a-z])");

    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "qwen2\\.5",
                    "qwen",
                    "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.",
                    32_768),
            new Family("qwen2", "qwen", "You are a helpful assistant.", 32_768),
            new Family("qwen3", "qwen3_nothink", null, 32_768),
            new Family("llama-?3", "llama3", null, 8_192),
            new Family("mistral-7b-instruct", "mistral", null, 32_768));

    private KnownModels() {}

    private record Family(
            String pattern, String template, @Nullable String system, int context) {}

    /** Describes a model of a known family. */
    public static BaseModel of(String name) {
        String bare = name.substring(name.lastIndexOf('/') + 1);
        Matcher size = SIZE.matcher(bare);
        for (Family family : FAMILIES) {
            if (Pattern.compile("^(meta-)?" + family.pattern() + "(?![\\d.])", Pattern.CASE_INSENSITIVE)
                            .matcher(bare)
                            .find()
                    && size.find()) {
                double billions = Double.parseDouble(size.group(1));
                return new BaseModel(
                        name,
                        billions,
                        family.template(),
                        family.system(),
                        family.context(),
                        license(family, billions),
                        note(family, billions));
            }
        }
        throw new IllegalArgumentException(
                "The model " + name + " is of no family that is known here (Qwen2, Qwen2.5, Qwen3,"
                        + " Llama 3, Mistral 7B, with the size in the name); describe it with BaseModel.other");
    }

    private static String license(Family family, double billions) {
        return switch (family.pattern()) {
            case "qwen2" -> billions > 57 ? "Tongyi Qianwen License Agreement" : "Apache-2.0";
            case "qwen2\\.5" ->
                billions > 57
                        ? "Qwen License Agreement"
                        : billions == 3 ? "Qwen Research License Agreement" : "Apache-2.0";
            case "llama-?3" -> "Meta Llama 3 Community License";
            default -> "Apache-2.0";
        };
    }

    private static @Nullable String note(Family family, double billions) {
        return switch (family.pattern()) {
            case "qwen2\\.5" -> billions == 3 ? "Research use only; commercial use needs a license of its own." : null;
            case "llama-?3" ->
                "The name of a model trained from it must begin with \"Llama 3\", and what is published with it must show"
                        + " \"Built with Meta Llama 3\".";
            default -> null;
        };
    }
}
