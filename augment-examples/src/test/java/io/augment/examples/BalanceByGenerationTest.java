package io.augment.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.expand.InstructionExpander;
import io.augment.filter.Filters;
import io.augment.openai.OpenAiChatModel;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.run.StopReason;
import io.augment.run.Target;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import io.augment.task.SamplePlan;
import io.augment.task.TaskMix;
import io.augment.testkit.server.FakeOpenAiServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Balances seeds of which nine in ten are of one task type, by generating more of the others. */
class BalanceByGenerationTest {
    private static final int WANTED = 160;

    @TempDir
    private Path temp;

    private static List<Instruction> skewed() {
        String[][] rare = {
            {"Writing", "Write a short story about a lighthouse keeper.", "Write a poem about the first snow."},
            {
                "Code Generation",
                "Write a Python function that reverses a list.",
                "Write a Java program that counts words."
            },
            {"Multilingual", "Translate into French: Where is the station?", "Translate into German: The soup is cold."}
        };
        List<Instruction> seeds = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            seeds.add(Instruction.builder("A shop sells " + (i + 3) + " lamps at " + (2 * i + 5)
                            + " dollars each and gives back " + (i % 7 + 1)
                            + " percent of the price of every order number " + i * 37 + ". How much is paid?")
                    .task("Math")
                    .build());
        }
        for (int i = 0; i < 10; i++) {
            String[] kind = rare[i % 3];
            seeds.add(Instruction.builder(kind[1 + i / 3 % 2] + (i < 6 ? "" : " Keep it to " + (i * 10) + " words."))
                    .task(kind[0])
                    .build());
        }
        return seeds;
    }

    @Test
    void aSkewedSeedSetIsBalancedWithoutCopies() {
        try (FakeOpenAiServer server = FakeOpenAiServer.start();
                OpenAiChatModel teacher = OpenAiChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .model("teacher")
                        .build()) {
            RunReport report = AugmentationPipeline.builder()
                    .expand(InstructionExpander.using(teacher).perSeed(4))
                    .filter(Filters.exactDuplicates(), Filters.nearDuplicates())
                    .target(Target.accepted(WANTED).mix(TaskMix.uniform()))
                    .build()
                    .run(Source.of(skewed()), RunDirectory.at(temp));
            assertThat(report.stoppedBy()).isEqualTo(StopReason.TARGET);
            assertThat(report.kept()).isEqualTo(WANTED);
        }
        Map<String, Integer> counts = new HashMap<>();
        List<Instruction> kept = new ArrayList<>();
        try (SourceReader rows = Source.files(temp.resolve("kept.jsonl")).open()) {
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                Instruction instruction = ((SourceRow.Seed) row).instruction();
                kept.add(instruction);
                counts.merge(String.valueOf(instruction.task()), 1, Integer::sum);
            }
        }
        assertThat(kept.stream().map(Instruction::prompt)).doesNotHaveDuplicates();
        assertThat(SamplePlan.balance(counts.values())).isGreaterThanOrEqualTo(0.95);
        assertThat(counts).hasSize(4);
        for (int i = 0; i < kept.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(likeness(kept.get(i).prompt(), kept.get(j).prompt())).isLessThan(0.9);
            }
        }
    }

    /** Returns the share of three-word sequences that two texts have in common, 1 for equal texts. */
    private static double likeness(String a, String b) {
        Set<String> first = shingles(a);
        Set<String> second = shingles(b);
        Set<String> all = new HashSet<>(first);
        all.addAll(second);
        first.retainAll(second);
        return all.isEmpty() ? 0 : (double) first.size() / all.size();
    }

    private static Set<String> shingles(String text) {
        String[] words = text.toLowerCase(Locale.ROOT).split("\\W+");
        Set<String> shingles = new HashSet<>();
        for (int i = 0; i + 2 < words.length; i++) {
            shingles.add(words[i] + ' ' + words[i + 1] + ' ' + words[i + 2]);
        }
        return shingles;
    }
}
