package io.augment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TaskMixTest {
    @Test
    void dividesByShares() {
        assertThat(TaskMix.of(Map.of("Math", 3, "Writing", 1)).plan(Map.of("Math", 100, "Writing", 100), 40))
                .containsExactlyInAnyOrderEntriesOf(Map.of("Math", 30, "Writing", 10));
    }

    @Test
    void renormalizesOverWhatIsPresent() {
        assertThat(TaskMix.pai().plan(Map.of("Math", 1_000), 300)).isEqualTo(Map.of("Math", 300));
        assertThat(TaskMix.pai().plan(Map.of("Math", 1_000, "Writing", 0), 300)).isEqualTo(Map.of("Math", 300));
    }

    @Test
    void handsOnWhatARareTypeLacks() {
        assertThat(TaskMix.uniform().plan(Map.of("Math", 90, "Writing", 4), 40))
                .isEqualTo(Map.of("Math", 36, "Writing", 4));
    }

    @Test
    void keepsTheDataAsTheyAre() {
        assertThat(TaskMix.asIs().plan(Map.of("Math", 90, "Writing", 10), 10))
                .isEqualTo(Map.of("Math", 9, "Writing", 1));
    }

    @Test
    void takesUnnamedTypesLast() {
        TaskMix mix = TaskMix.of(Map.of("Math", 1));
        assertThat(mix.plan(Map.of("Math", 10, "Poems", 10), 10)).isEqualTo(Map.of("Math", 10, "Poems", 0));
        assertThat(mix.plan(Map.of("Math", 10, "Poems", 10), 15)).isEqualTo(Map.of("Math", 10, "Poems", 5));
    }

    @Test
    void refusesSharesThatMakeNoMix() {
        assertThatThrownBy(() -> TaskMix.of(Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TaskMix.of(Map.of("Math", 0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TaskMix.of(Map.of("Math", -1, "Law", 2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TaskMix.uniform().plan(Map.of("Math", 1), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @RepeatedTest(300)
    void sumsExactlyAndStaysWithinOneOfTheFeasibleTarget(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<String, Integer> supply = new LinkedHashMap<>();
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String task : TaskTypes.names()) {
            if (random.nextInt(3) > 0) {
                supply.put(task, random.nextInt(random.nextBoolean() ? 5 : 300));
                shares.put(task, 0.001 + random.nextDouble());
            }
        }
        int total = supply.values().stream().mapToInt(Integer::intValue).sum();
        int wanted = random.nextInt(total + 50);
        TaskMix mix = switch (random.nextInt(4)) {
            case 0 -> TaskMix.pai();
            case 1 -> TaskMix.uniform();
            case 2 -> TaskMix.asIs();
            default -> shares.isEmpty() ? TaskMix.uniform() : TaskMix.of(shares);
        };

        Map<String, Integer> plan = mix.plan(supply, wanted);

        assertThat(plan.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(Math.min(wanted, total));
        plan.forEach((task, count) -> assertThat(count).isBetween(0, supply.get(task)));
        assertThat(mix.plan(supply, wanted)).isEqualTo(plan);
        Map<String, Double> weights = new LinkedHashMap<>();
        supply.forEach((task, count) -> {
            if (count > 0) {
                weights.put(
                        task,
                        switch (mix.name()) {
                            case "pai" -> TaskTypes.targetShares().get(task).doubleValue();
                            case "uniform" -> 1.0;
                            case "as-is" -> (double) count;
                            default -> shares.get(task);
                        });
            }
        });
        feasible(weights, supply, Math.min(wanted, total))
                .forEach((task, target) ->
                        assertThat((double) plan.get(task)).as(task).isBetween(target - 1.0001, target + 1.0001));
    }

    /** The exact targets: a level λ with sum of min(λ·weight, supply) = wanted, found by bisection. */
    private static Map<String, Double> feasible(Map<String, Double> weights, Map<String, Integer> supply, int wanted) {
        double low = 0;
        double high = 1e9;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            double sum = 0;
            for (Map.Entry<String, Double> entry : weights.entrySet()) {
                sum += Math.min(middle * entry.getValue(), supply.get(entry.getKey()));
            }
            if (sum < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Map<String, Double> targets = new LinkedHashMap<>();
        for (Map.Entry<String, Double> entry : weights.entrySet()) {
            targets.put(entry.getKey(), Math.min(high * entry.getValue(), supply.get(entry.getKey())));
        }
        return targets;
    }
}
