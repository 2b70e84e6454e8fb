package io.augment.task;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists the 32 task types of the DistilQwen2 recipe with their target shares (modelscope/easydistill,
 * {@code DEFAULT_DISTILQWEN2_DISTRIBUTION}); the shares sum to 1.
 */
public final class TaskTypes {
    /** The type of what fits no other. */
    public static final String OTHERS = "Others";

    private static final Map<String, BigDecimal> SHARES = shares();

    private TaskTypes() {}

    /** Returns the names of all types. */
    public static List<String> names() {
        return List.copyOf(SHARES.keySet());
    }

    /** Returns each type's target share, 0 to 1. */
    public static Map<String, BigDecimal> targetShares() {
        return SHARES;
    }

    private static Map<String, BigDecimal> shares() {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        shares.put("Math", new BigDecimal("0.167"));
        shares.put("Reasoning", new BigDecimal("0.167"));
        shares.put("Code Generation", new BigDecimal("0.083"));
        shares.put("Code Debug", new BigDecimal("0.083"));
        for (String name : List.of(
                "Writing",
                "Computer Science",
                "Complex Format",
                "Common-Sense",
                "Counterfactual",
                "Multilingual",
                "Roleplay",
                "Biology",
                "Technology",
                "Ethics",
                "Sport",
                "Law",
                "Medicine",
                "Literature",
                "Entertainment",
                "Art",
                "Music",
                "Toxicity",
                "Economy",
                "Physics",
                "History",
                "Chemistry",
                "Philosophy",
                "Health",
                "Ecology",
                "Grammar",
                "Paraphrase")) {
            shares.put(name, new BigDecimal("0.017"));
        }
        shares.put(OTHERS, new BigDecimal("0.041"));
        return Collections.unmodifiableMap(shares);
    }
}
