package io.augment.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people wrote is good text: the checks on candidates may turn down hardly any of it. */
class CandidatesOnHumanTextTest {
    private static final double TOLERATED = 0.01;

    /** Bounded by the tests of these checks themselves: some of these rows do decline, or talk of a model. */
    private static final Set<String> ELSEWHERE = Set.of("refusal", "meta-text");

    @Test
    void responsesOfPeoplePass() {
        for (List<HumanPairs.Pair> set :
                List.of(HumanPairs.selfInstruct(), HumanPairs.belle(), HumanPairs.openAssistant())) {
            List<String> turnedDown = new ArrayList<>();
            for (HumanPairs.Pair pair : set) {
                Defect defect = pair.response().isBlank()
                        ? null
                        : ResponseCandidate.find(
                                instruction(pair), pair.response().strip());
                if (defect != null && !ELSEWHERE.contains(defect.reason())) {
                    turnedDown.add(pair.set() + " " + pair.id() + ": " + defect + " | " + pair.instruction());
                }
            }
            assertThat(turnedDown).hasSizeLessThanOrEqualTo((int) Math.ceil(TOLERATED * set.size()));
        }
    }

    /** An instruction of the same set stands for a new one of the seed's kind. */
    @Test
    void instructionsOfPeoplePass() {
        for (List<HumanPairs.Pair> set : List.of(HumanPairs.selfInstruct(), HumanPairs.belle())) {
            List<String> turnedDown = new ArrayList<>();
            for (int i = 1; i < set.size(); i++) {
                HumanPairs.Pair seed = set.get(i - 1);
                Instruction child = instruction(set.get(i));
                Defect defect = InstructionCandidate.expanded(
                        instruction(seed), child.prompt().strip());
                if (defect != null) {
                    turnedDown.add(seed.set() + " " + set.get(i).id() + ": " + defect + " | " + child.prompt());
                }
            }
            assertThat(turnedDown).hasSizeLessThanOrEqualTo((int) Math.ceil(TOLERATED * set.size()));
        }
    }

    private static Instruction instruction(HumanPairs.Pair pair) {
        return Instruction.builder(pair.instruction()).input(pair.input()).build();
    }
}
