package io.augment.local.internal.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.local.internal.gguf.GgufFile;
import io.augment.local.internal.gguf.GgufType;
import io.augment.local.internal.model.RandomModel;
import io.augment.local.internal.model.Weights;
import io.augment.local.internal.tensor.KernelChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EngineTest {
    private static final int VOCABULARY = 61;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final float[] NO_ADAPTERS = {};

    @TempDir
    static Path folder;

    private GgufFile file;
    private Weights weights;

    @BeforeEach
    void open() {
        RandomModel model = new RandomModel("qwen2", GgufType.Q8_0, true, VOCABULARY, 4);
        file = GgufFile.open(model.writer().write(folder.resolve("engine.gguf")));
        weights = Weights.load(file);
    }

    @AfterEach
    void closeFile() {
        file.close();
    }

    private Engine engine(int threads, int slots) {
        return Engine.start(weights, KernelChoice.best(), new EngineOptions(threads, slots, 200, "test"));
    }

    /** Takes the best token a number of times, and keeps all scores. */
    private static final class Greedy implements Step {
        final List<Integer> tokens = new ArrayList<>();
        final List<float[]> scores = new ArrayList<>();
        private final int most;

        Greedy(int most) {
            this.most = most;
        }

        @Override
        public int next(float[] values) {
            scores.add(values);
            int best = 0;
            for (int i = 1; i < values.length; i++) {
                best = values[i] > values[best] ? i : best;
            }
            tokens.add(best);
            return tokens.size() == most ? END : best;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "3, 8"})
    void repliesAreTheSameAloneAndInCompany(int threads, int slots) throws InterruptedException {
        List<int[]> prompts = new ArrayList<>();
        Random random = new Random(6);
        int[] common = random.ints(70, 0, VOCABULARY).toArray();
        for (int i = 0; i < 12; i++) {
            int[] prompt = Arrays.copyOf(common, common.length + 5 + i);
            for (int j = i % 3 == 0 ? 10 : common.length; j < prompt.length; j++) {
                prompt[j] = random.nextInt(VOCABULARY);
            }
            prompts.add(prompt);
        }
        List<Greedy> alone = new ArrayList<>();
        for (int[] prompt : prompts) {
            try (Engine engine = engine(1, 1)) {
                Greedy greedy = new Greedy(20);
                assertThat(engine.submit(prompt, NO_ADAPTERS, greedy).await(LONG))
                        .isEqualTo(Job.End.DONE);
                alone.add(greedy);
            }
        }
        try (Engine engine = engine(threads, slots)) {
            List<Job> jobs = new ArrayList<>();
            List<Greedy> together = new ArrayList<>();
            for (int[] prompt : prompts) {
                Greedy greedy = new Greedy(20);
                together.add(greedy);
                jobs.add(engine.submit(prompt, NO_ADAPTERS, greedy));
            }
            for (int i = 0; i < jobs.size(); i++) {
                assertThat(jobs.get(i).await(LONG)).isEqualTo(Job.End.DONE);
                assertThat(together.get(i).tokens).isEqualTo(alone.get(i).tokens);
                for (int j = 0; j < 20; j++) {
                    assertThat(together.get(i).scores.get(j))
                            .isEqualTo(alone.get(i).scores.get(j));
                }
            }
            assertThat(jobs.stream().mapToInt(Job::reused).sum()).isGreaterThanOrEqualTo(350);
        }
    }

    @Test
    void aRepeatedPromptIsNotComputedAgain() throws InterruptedException {
        int[] prompt = new Random(1).ints(100, 0, VOCABULARY).toArray();
        try (Engine engine = engine(1, 2)) {
            Greedy first = new Greedy(5);
            Greedy second = new Greedy(5);
            Job one = engine.submit(prompt, NO_ADAPTERS, first);
            one.await(LONG);
            Job two = engine.submit(prompt, NO_ADAPTERS, second);
            two.await(LONG);
            assertThat(one.reused()).isZero();
            assertThat(two.reused()).isEqualTo(99);
            assertThat(second.tokens).isEqualTo(first.tokens);
            assertThat(second.scores.get(0)).isEqualTo(first.scores.get(0));
        }
    }

    @Test
    void aCancelledRequestEndsAndItsSlotIsFree() throws InterruptedException {
        try (Engine engine = engine(1, 1)) {
            CountDownLatch under = new CountDownLatch(1);
            Job endless = engine.submit(new int[] {1}, NO_ADAPTERS, scores -> {
                under.countDown();
                return 2;
            });
            under.await();
            Job queued = engine.submit(new int[] {3}, NO_ADAPTERS, new Greedy(1));
            queued.cancel();
            assertThat(queued.await(LONG)).isEqualTo(Job.End.CANCELLED);
            endless.cancel();
            assertThat(endless.await(LONG)).isEqualTo(Job.End.CANCELLED);
            assertThat(engine.submit(new int[] {1}, NO_ADAPTERS, new Greedy(3)).await(LONG))
                    .isEqualTo(Job.End.DONE);
        }
    }

    @Test
    void aStepThatThrowsEndsItsOwnRequestOnly() throws InterruptedException {
        try (Engine engine = engine(1, 2)) {
            Job bad = engine.submit(new int[] {1}, NO_ADAPTERS, scores -> {
                throw new IllegalArgumentException("bad step");
            });
            Job good = engine.submit(new int[] {2}, NO_ADAPTERS, new Greedy(10));
            assertThatThrownBy(() -> bad.await(LONG)).hasMessage("bad step");
            assertThat(good.await(LONG)).isEqualTo(Job.End.DONE);
            Job tooLong = engine.submit(new int[] {2}, NO_ADAPTERS, scores -> 5);
            assertThatThrownBy(() -> tooLong.await(LONG)).hasMessageContaining("longer than the slot");
        }
    }

    @Test
    void closingEndsWhatIsUnderWay() {
        Engine engine = engine(2, 2);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            jobs.add(engine.submit(new int[] {i}, NO_ADAPTERS, scores -> 1 + (int) Math.abs(scores[0]) % 3));
        }
        engine.close();
        for (Job job : jobs) {
            assertThatThrownBy(() -> job.await(LONG))
                    .isInstanceOfAny(EngineClosedException.class, IllegalStateException.class);
        }
        assertThatThrownBy(() -> engine.submit(new int[] {1}, NO_ADAPTERS, new Greedy(1)))
                .isInstanceOf(EngineClosedException.class);
        engine.close();
    }

    @Test
    void refusesWhatDoesNotFit() {
        try (Engine engine = engine(1, 1)) {
            assertThatThrownBy(() -> engine.submit(new int[200], NO_ADAPTERS, new Greedy(1)))
                    .hasMessageContaining("200 tokens");
            assertThatThrownBy(() -> engine.submit(new int[] {VOCABULARY}, NO_ADAPTERS, new Greedy(1)))
                    .hasMessageContaining("no token 61");
        }
    }
}
