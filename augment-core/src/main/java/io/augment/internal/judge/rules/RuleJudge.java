package io.augment.internal.judge.rules;

import io.augment.InstructionPair;
import io.augment.StageContext;
import io.augment.Verdict;
import io.augment.judge.QualityJudge;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges by named structural faults: a response without any scores 1; each fault takes its weight, a grave one all.
 *
 * <p>The rules speak up only when the evidence is plain, so a high score says that nothing is visibly wrong, not that the
 * response is right.
 */
public final class RuleJudge implements QualityJudge {
    private static final double GRAVE = 1.0;
    private static final double SERIOUS = 0.7;

    /** The faults, the gravest first. */
    private static final List<Defect> DEFECTS = List.of(
            new Defect("empty", GRAVE, ResponseDefects::empty),
            new Defect("placeholder", GRAVE, ResponseDefects::placeholder),
            new Defect("echo", GRAVE, ResponseDefects::echo),
            new Defect("refusal", GRAVE, ResponseDefects::refusal),
            new Defect("loop", GRAVE, ResponseDefects::loop),
            new Defect("truncated", GRAVE, ResponseDefects::truncated),
            new Defect("language-drift", GRAVE, ContextDefects::languageDrift),
            new Defect("meta-text", SERIOUS, ResponseDefects::metaText),
            new Defect("absent-material", SERIOUS, ContextDefects::absentMaterial),
            new Defect("wrong-format", SERIOUS, ContextDefects::wrongFormat),
            new Defect("arithmetic", SERIOUS, ContextDefects::arithmetic));

    @Override
    public Verdict judge(InstructionPair pair, StageContext context) {
        double score = 1;
        List<String> names = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Defect defect : DEFECTS) {
            String evidence = defect.finder().find(pair.instruction(), pair.response());
            if (evidence != null) {
                score -= defect.weight();
                names.add(defect.name());
                reasons.add(defect.name() + ": " + evidence);
                if (defect.name().equals("empty")) {
                    break;
                }
            }
        }
        Verdict.Builder verdict = Verdict.scored(Math.max(0, Math.round(score * 100) / 100.0));
        names.forEach(verdict::defect);
        return reasons.isEmpty()
                ? verdict.build()
                : verdict.reason(String.join("; ", reasons)).build();
    }

    @Override
    public String name() {
        return "rules";
    }
}
