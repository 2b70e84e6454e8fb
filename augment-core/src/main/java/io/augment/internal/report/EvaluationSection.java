package io.augment.internal.report;

import io.augment.internal.format.Json;
import io.augment.run.RunDirectory;
import org.jspecify.annotations.Nullable;

/** Shows how a student compares with its base model: a page of its own, and a section where a run's directory holds an evaluation. */
public final class EvaluationSection {
    private static final String FILE = "evaluation.json";

    private EvaluationSection() {}

    /** Reads the evaluation that a run's directory holds, or returns null where there is none. */
    static Json.@Nullable Obj read(RunDirectory directory) {
        return RunJson.read(directory, FILE, "evaluation");
    }

    /** Returns the page of an evaluation. */
    public static String page(Json.Obj evaluation) {
        EvaluationFigures figures = new EvaluationFigures(evaluation);
        return Page.framed("Evaluation · " + figures.student(), html -> {
            html.open("header").leaf("p", "augment · evaluation", "class", "kicker");
            html.leaf("h1", figures.headline());
            html.leaf("p", figures.lead(), "class", "lead");
            html.close();
            new EvaluationParts(html, figures, "section", "h2").write();
        });
    }

    static void write(Html html, Json.@Nullable Obj evaluation) {
        if (evaluation == null) {
            return;
        }
        EvaluationFigures figures = new EvaluationFigures(evaluation);
        html.open("section", "class", "evaluation").leaf("h2", "Evaluation");
        html.leaf("p", figures.headline(), "class", "lead");
        html.leaf("p", figures.lead(), "class", "soft");
        new EvaluationParts(html, figures, "div", "h3").write();
        html.close();
    }
}
