package io.augment.benchmarks;

import io.augment.Instruction;
import io.augment.StageContext;
import io.augment.task.ClassifierTrainer;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskLabel;
import io.augment.task.TaskTaxonomy;
import io.augment.task.TaskType;
import io.augment.testkit.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Counts how many instructions the classifiers that ask no model sort per second, on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@Threads(1)
public class ClassifierBenchmark {
    private static final int TEXTS = 2_000;

    private final StageContext context = TestContext.create();
    private final TaskClassifier builtIn = TaskClassifier.builtIn();
    private List<Instruction> texts = List.of();
    private TaskClassifier learned = builtIn;
    private int next;

    /** Makes the instructions. */
    @Setup(Level.Trial)
    public void prepare() {
        texts = texts(TEXTS, 1);
        learned = ClassifierTrainer.create().train(texts);
    }

    /** Returns instructions of all 32 task types, English and Chinese, 20 to 600 characters long. */
    private static List<Instruction> texts(int number, long seed) {
        Random random = new Random(seed);
        List<TaskType> types = TaskTaxonomy.distilQwen2().types();
        List<Instruction> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            TaskType type = types.get(random.nextInt(types.size()));
            StringBuilder text = new StringBuilder();
            for (int sentences = 1 + random.nextInt(4); sentences > 0; sentences--) {
                text.append(type.examples().get(random.nextInt(2))).append(' ');
                text.append(random.nextInt(3) == 0 ? type.description() : "").append(' ');
            }
            all.add(Instruction.builder(text + " " + i).task(type.name()).build());
        }
        return all;
    }

    private Instruction text() {
        next = (next + 1) % TEXTS;
        return texts.get(next);
    }

    /** Sorts one instruction by terms and patterns. */
    @Benchmark
    public TaskLabel builtIn() {
        return builtIn.classify(text(), context);
    }

    /** Sorts one instruction by what was learned. */
    @Benchmark
    public TaskLabel learned() {
        return learned.classify(text(), context);
    }
}
