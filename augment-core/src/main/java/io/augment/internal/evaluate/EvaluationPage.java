package io.augment.internal.evaluate;

import io.augment.evaluate.EvaluationReport;
import io.augment.internal.format.Json;
import io.augment.internal.format.JsonReader;
import io.augment.internal.report.EvaluationSection;
import java.nio.charset.StandardCharsets;

/** Shows an evaluation to people. */
public final class EvaluationPage {
    private EvaluationPage() {}

    /** Returns the page, which is made from the JSON alone, as a run's section is. */
    public static String of(EvaluationReport report) {
        byte[] json = EvaluationJson.of(report).getBytes(StandardCharsets.UTF_8);
        if (new JsonReader().read(json, 0, json.length) instanceof Json.Obj evaluation) {
            return EvaluationSection.page(evaluation);
        }
        throw new IllegalStateException("An evaluation is a JSON object");
    }
}
