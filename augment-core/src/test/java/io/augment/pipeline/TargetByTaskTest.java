package io.augment.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.Outcome;
import io.augment.expand.InstructionExpander;
import io.augment.filter.Filters;
import io.augment.run.RunDirectory;
import io.augment.run.RunListener;
import io.augment.run.RunReport;
import io.augment.run.StageCount;
import io.augment.run.StopReason;
import io.augment.run.Target;
import io.augment.source.Source;
import io.augment.task.TaskMix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Balances seeds by generation: what single task types lack decides what is expanded. */
class TargetByTaskTest {
    @TempDir
    private Path temp;

    private final Map<String, Integer> expansions = new ConcurrentHashMap<>();
    private final Map<String, Long> kept = new ConcurrentHashMap<>();

    private static Source seeds(Map<String, Integer> counts) {
        List<Instruction> all = new ArrayList<>();
        counts.forEach((task, count) -> {
            for (int i = 0; i < count; i++) {
                all.add(Instruction.builder(task + " seed " + i)
                        .id(task + i)
                        .task(task)
                        .build());
            }
        });
        Collections.shuffle(all, new Random(1));
        return Source.of(all);
    }

    /** Makes two new texts of a seed in every round; of one task type nothing but copies, of another nothing at all. */
    private InstructionExpander expander() {
        InstructionExpander two = (seed, context) -> {
            String task = String.valueOf(seed.task());
            expansions.merge(task, 1, Integer::sum);
            if (task.equals("Barren")) {
                return List.of(Instruction.of(seed.text()));
            }
            return List.of(
                    Instruction.of(seed.text() + " again " + context.round()),
                    Instruction.of(seed.text() + " once more " + context.round()));
        };
        return two.perSeed(2);
    }

    private InstructionSteps<AugmentationPipeline> pipeline(Target target) {
        return AugmentationPipeline.builder()
                .expand(expander())
                .filter(Filters.exactDuplicates())
                .target(target)
                .listener(new RunListener() {
                    @Override
                    public void onOutcome(Outcome outcome) {
                        if (outcome instanceof Outcome.Kept one) {
                            kept.merge(
                                    String.valueOf(one.example().instruction().task()), 1L, Long::sum);
                        }
                    }
                });
    }

    private RunReport run(Source seeds, Target target) {
        return pipeline(target).build().run(seeds, RunDirectory.at(temp.resolve("run")));
    }

    @Test
    void fillsRareTypesAndExpandsNoOther() throws Exception {
        Source seeds = seeds(Map.of("Math", 90, "Writing", 5, "Code", 5));
        Target target = Target.accepted(120).mix(TaskMix.uniform());
        RunReport report = run(seeds, target);
        assertThat(report.stoppedBy()).isEqualTo(StopReason.TARGET);
        assertThat(kept).isEqualTo(Map.of("Math", 40L, "Writing", 40L, "Code", 40L));
        assertThat(expansions).doesNotContainKey("Math");
        assertThat(expansions.values()).allMatch(number -> number <= 20);
        assertThat(report.rejected()).containsEntry("over-quota", 51L);
        assertThat(report.stages()).allMatch(StageCount::addsUp);

        byte[] rows = Files.readAllBytes(temp.resolve("run/kept.jsonl"));
        byte[] rejected = Files.readAllBytes(temp.resolve("run/rejected.jsonl"));
        pipeline(target).concurrency(64).build().run(seeds, RunDirectory.at(temp.resolve("other")));
        assertThat(Files.readAllBytes(temp.resolve("other/kept.jsonl"))).isEqualTo(rows);
        assertThat(Files.readAllBytes(temp.resolve("other/rejected.jsonl"))).isEqualTo(rejected);
        pipeline(target).build().replay(seeds, RunDirectory.at(temp.resolve("run")));
        assertThat(Files.readAllBytes(temp.resolve("run/kept.jsonl"))).isEqualTo(rows);
    }

    @RepeatedTest(40)
    void meetsAnyMixExactlyWithoutCopies(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            counts.put("T" + i, 1 + random.nextInt(random.nextBoolean() ? 4 : 60));
            shares.put("T" + i, 0.05 + random.nextDouble());
        }
        int number = 1 + random.nextInt(300);
        InstructionSteps<AugmentationPipeline> steps =
                pipeline(Target.accepted(number).mix(TaskMix.of(shares))).concurrency(1 + random.nextInt(32));
        boolean seedsStay = random.nextBoolean();
        RunReport report = (seedsStay ? steps : steps.withoutSeeds())
                .build()
                .run(seeds(counts), RunDirectory.at(temp.resolve("run")));
        assertThat(report.kept()).isEqualTo(number);
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        shares.forEach((task, share) -> assertThat((double) kept.getOrDefault(task, 0L))
                .isBetween(number * share / sum - 1, number * share / sum + 1));
        List<String> lines = Files.readAllLines(temp.resolve("run/kept.jsonl"));
        assertThat(new HashSet<>(lines)).hasSize(number);
        assertThat(report.stages()).allMatch(StageCount::addsUp);
        // What is asked beyond need: a round's rows that the mix rounds down, and no more.
        long made = report.created();
        assertThat(made).isLessThanOrEqualTo(number + 2L * counts.size());
    }

    @Test
    void givesUpATypeThatCannotBeFilledAndSaysSo() {
        RunReport report =
                run(seeds(Map.of("Math", 10, "Barren", 4)), Target.accepted(60).mix(TaskMix.uniform()));
        assertThat(report.stoppedBy()).isEqualTo(StopReason.NO_PROGRESS);
        assertThat(kept).isEqualTo(Map.of("Math", 30L, "Barren", 4L));
        assertThat(report.warnings())
                .containsExactly(
                        "The task type \"Barren\" has 4 of 30 wanted rows: a last round over all of its seeds (4)"
                                + " added none.");
    }

    @Test
    void keepsRoomForEachTypeWithinATotal() {
        RunReport report = run(
                seeds(Map.of("Math", 40, "Writing", 2, "Code", 1)),
                Target.accepted(60).atLeastPerTask(10));
        assertThat(report.kept()).isEqualTo(60);
        assertThat(kept)
                .hasSize(3)
                .allSatisfy((task, number) -> assertThat(number).isGreaterThanOrEqualTo(10));
    }

    @Test
    void givesTheRoomOfABarrenTypeToTheOthers() {
        RunReport report =
                run(seeds(Map.of("Math", 40, "Barren", 2)), Target.accepted(200).atLeastPerTask(10));
        assertThat(report.stoppedBy()).isEqualTo(StopReason.TARGET);
        assertThat(kept).isEqualTo(Map.of("Math", 198L, "Barren", 2L));
        assertThat(report.warnings()).hasSize(1);
    }

    @Test
    void deliversExactNumbers() {
        RunReport report = run(
                seeds(Map.of("Math", 9, "Writing", 3)),
                Target.exactly(Map.of("Math", 4L, "Writing", 11L, "Poetry", 2L)));
        assertThat(report.stoppedBy()).isEqualTo(StopReason.NO_PROGRESS);
        assertThat(kept).isEqualTo(Map.of("Math", 4L, "Writing", 11L));
        assertThat(report.warnings())
                .containsExactly("The task type \"Poetry\" has 0 of 2 wanted rows: there is no seed of it.");
    }

    @Test
    void stopsAtTheCapOnCandidates() {
        RunReport report = run(seeds(Map.of("Math", 10)), Target.accepted(1_000).atMostCandidates(35));
        assertThat(report.stoppedBy()).isEqualTo(StopReason.CANDIDATES);
        assertThat(report.kept()).isEqualTo(45);
        assertThat(report.stages()).allMatch(StageCount::addsUp);
    }

    @Test
    void refusesWishesThatContradict() {
        Target mix = Target.accepted(10).mix(TaskMix.uniform());
        assertThatThrownBy(() -> mix.atLeastPerTask(2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Target.exactly(Map.of("Math", -1L))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Target.accepted(10).atMostCandidates(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Target.accepted(10).atLeastPerTask(11)).isInstanceOf(IllegalArgumentException.class);
    }
}
