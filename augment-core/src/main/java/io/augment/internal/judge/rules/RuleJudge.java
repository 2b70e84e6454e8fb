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
    private static final List<Rule> RULES = List.of(
            new Rule("empty", GRAVE, ResponseDefects::empty),
            new Rule("placeholder", GRAVE, ResponseDefects::placeholder),
            new Rule("echo", GRAVE, ResponseDefects::echo),
            new Rule("refusal", GRAVE, ResponseDefects::refusal),
            new Rule("loop", GRAVE, ResponseDefects::loop),
            new Rule("truncated", GRAVE, ResponseDefects::truncated),
            new Rule("language-drift", GRAVE, ContextDefects::languageDrift),
            new Rule("meta-text", SERIOUS, ResponseDefects::metaText),
            new Rule("absent-material", SERIOUS, ContextDefects::absentMaterial),
            new Rule("wrong-format", SERIOUS, ContextDefects::wrongFormat),
            new Rule("arithmetic", SERIOUS, ContextDefects::arithmetic));

    @Override
    public Verdict judge(InstructionPair pair, StageContext context) {
        double score = 1;
        List<String> names = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Rule rule : RULES) {
            String evidence = rule.finder().find(pair.instruction(), pair.response());
            if (evidence != null) {
                score -= rule.weight();
                names.add(rule.name());
                reasons.add(rule.name() + ": " + evidence);
                if (rule.name().equals("empty")) {
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
