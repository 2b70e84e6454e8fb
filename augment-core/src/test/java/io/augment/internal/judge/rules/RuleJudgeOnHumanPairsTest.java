package io.augment.internal.judge.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Verdict;
import io.augment.internal.check.HumanPairs;
import io.augment.internal.check.HumanPairs.Pair;
import io.augment.judge.QualityJudge;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import io.augment.testing.PlainContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Pairs that people wrote: nearly all pass, and each defect that is put into them is found. */
class RuleJudgeOnHumanPairsTest {
    private static final double MIN_RECALL = 0.95;
    private static final double MAX_REJECTED = 0.01;

    /** Ids of pairs that truly hold the defect, as set/id, with the defect's name behind a blank. */
    private static final Set<String> TRULY_DEFECT = trulyDefect();

    private final QualityJudge judge = QualityJudge.rules();

    private static Set<String> trulyDefect() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RuleJudgeOnHumanPairsTest.class.getResourceAsStream("truly_defect.txt")),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replaceFirst("\\s*#.*", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Verdict judge(InstructionPair pair) {
        return judge.judge(pair, PlainContext.of("judge"));
    }

    private static InstructionPair pair(Pair pair) {
        return InstructionPair.of(
                Instruction.builder(pair.instruction()).input(pair.input()).build(), pair.response());
    }

    @Test
    void peoplesPairsPass() {
        Map<String, InstructionPair> seeds = new LinkedHashMap<>();
        HumanPairs.selfInstruct().forEach(pair -> seeds.put(pair.id(), pair(pair)));
        fewRejected("self_instruct", seeds);
        fewRejected("oasst_zh", withConversations());
    }

    /** Returns the Chinese pairs with the conversations before them; the identifier is the row's index. */
    private static Map<String, InstructionPair> withConversations() {
        Map<String, InstructionPair> pairs = new LinkedHashMap<>();
        try (SourceReader reader =
                Source.files(HumanPairs.shared("oasst_zh/oaast_sft_zh.json")).open()) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                Instruction instruction = ((SourceRow.Seed) row).instruction();
                String response = Objects.requireNonNull(instruction.response());
                pairs.put(String.valueOf(pairs.size()), InstructionPair.of(instruction, response));
            }
        }
        return pairs;
    }

    private void fewRejected(String set, Map<String, InstructionPair> pairs) {
        List<String> rejected = new ArrayList<>();
        pairs.forEach((key, pair) -> {
            Verdict verdict = judge(pair);
            if (Objects.requireNonNull(verdict.score()) < 0.5) {
                String id = set + "/" + key + " " + verdict.defects().get(0);
                if (!TRULY_DEFECT.contains(id)) {
                    rejected.add(id + " " + verdict.reason());
                }
            }
        });
        System.out.printf("%s: %d of %d rejected %s%n", set, rejected.size(), pairs.size(), rejected);
        assertThat((double) rejected.size() / pairs.size())
                .as(String.join("\n", rejected))
                .isLessThanOrEqualTo(MAX_REJECTED);
    }

    @Test
    void plantedDefectsAreFoundInEnglish() {
        List<Pair> pairs = new ArrayList<>(HumanPairs.selfInstruct());
        pairs.addAll(HumanPairs.selfInstruct());
        found("English", pairs, false);
    }

    @Test
    void plantedDefectsAreFoundInChinese() {
        List<Pair> pairs = new ArrayList<>(HumanPairs.belle());
        pairs.addAll(HumanPairs.openAssistant().stream()
                .filter(pair -> pair.response().length() < 300)
                .limit(200)
                .toList());
        found("Chinese", pairs, true);
    }

    private void found(String language, List<Pair> pairs, boolean chinese) {
        Random random = new Random(5);
        Map<String, int[]> counts = new TreeMap<>();
        Map<String, List<String>> missed = new TreeMap<>();
        for (Pair pair : pairs) {
            InstructionPair clean = pair(pair);
            if (!judge(clean).defects().isEmpty() || clean.response().isBlank()) {
                continue;
            }
            PlantedDefects.all(clean, chinese, random).forEach((name, planted) -> {
                int[] count = counts.computeIfAbsent(name, key -> new int[2]);
                count[1]++;
                if (judge(planted).defects().contains(name)) {
                    count[0]++;
                } else {
                    missed.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(pair.set() + "/" + pair.id() + " Q: "
                                    + shown(planted.instruction().prompt()) + " A: " + shown(planted.response()));
                }
            });
        }
        counts.forEach((name, count) -> System.out.printf(
                "%s %s: %d of %d = %.3f%n", language, name, count[0], count[1], (double) count[0] / count[1]));
        counts.forEach((name, count) -> assertThat((double) count[0] / count[1])
                .as(name + "\n" + String.join("\n", missed.getOrDefault(name, List.of())))
                .isGreaterThanOrEqualTo(MIN_RECALL));
    }

    private static String shown(String text) {
        String line = text.replace("\n", "\\n");
        return line.length() <= 200 ? line : line.substring(0, 60) + " ... " + line.substring(line.length() - 130);
    }
}
