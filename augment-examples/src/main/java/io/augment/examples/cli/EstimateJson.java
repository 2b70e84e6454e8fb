package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.run.Estimate;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Writes an estimate as one JSON object, for scripts. */
final class EstimateJson {
    private EstimateJson() {}

    static String of(Estimate estimate) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("seeds", estimate.seeds());
        json.put("looked", estimate.looked());
        range(json, "requests", estimate.requests());
        range(json, "promptTokens", estimate.promptTokens());
        range(json, "completionTokens", estimate.completionTokens());
        money(json, estimate.costUsd());
        seconds(json, estimate.milliseconds());
        var stages = json.putArray("stages");
        for (Estimate.Stage stage : estimate.stages()) {
            ObjectNode one = stages.addObject();
            one.put("stage", stage.stage());
            one.put("model", stage.model());
            range(one, "requests", stage.requests());
            range(one, "promptTokens", stage.promptTokens());
            range(one, "completionTokens", stage.completionTokens());
            money(one, stage.costUsd());
            seconds(one, stage.milliseconds());
        }
        return json.toString();
    }

    private static void range(ObjectNode json, String name, Estimate.Range range) {
        json.putObject(name)
                .put("low", range.low())
                .put("expected", range.expected())
                .put("high", range.high());
    }

    private static void seconds(ObjectNode json, Estimate.@Nullable Range milliseconds) {
        if (milliseconds == null) {
            json.putNull("seconds");
            return;
        }
        json.putObject("seconds")
                .put("low", BigDecimal.valueOf(milliseconds.low(), 3))
                .put("expected", BigDecimal.valueOf(milliseconds.expected(), 3))
                .put("high", BigDecimal.valueOf(milliseconds.high(), 3));
    }

    private static void money(ObjectNode json, Estimate.@Nullable Money money) {
        if (money == null) {
            json.putNull("costUsd");
            return;
        }
        json.putObject("costUsd")
                .put("low", ResultJson.plain(money.low()))
                .put("expected", ResultJson.plain(money.expected()))
                .put("high", ResultJson.plain(money.high()));
    }
}
