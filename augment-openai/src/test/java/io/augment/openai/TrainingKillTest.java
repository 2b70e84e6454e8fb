package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.testkit.server.FakeOpenAiServer;
import io.augment.testkit.server.Fault;
import io.augment.testkit.server.FaultPlan;
import io.augment.testkit.server.FineTunePlan;
import io.augment.testkit.server.ReceivedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills a real program while its request is under way, and starts it again. */
class TrainingKillTest {
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path folder;

    /** Holds one request back until the program that sent it is dead. */
    private static final class Trap implements FaultPlan {
        private final String call;
        private final boolean served;
        private final CountDownLatch caught = new CountDownLatch(1);
        private final CountDownLatch dead = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        /**
         * Sets a trap.
         *
         * @param call method and how the path ends
         * @param served whether the server serves the dead program's request
         */
        Trap(String call, boolean served) {
            this.call = call;
            this.served = served;
        }

        @Override
        public Fault faultFor(ReceivedRequest request, int attempt) {
            if (caught.getCount() == 0 || !(request.method() + " " + request.path()).matches(call)) {
                return Fault.none();
            }
            caught.countDown();
            await(dead);
            over.countDown();
            return served ? Fault.none() : Fault.resetBefore();
        }
    }

    @Test
    void aProgramKilledThreeTimesFollowsTheJobThatItHad() throws Exception {
        killedAt(List.of(
                new Trap("POST .*/files", true),
                new Trap("POST .*/jobs", true),
                new Trap("GET .*/jobs/ftjob-1/events.*", true)));
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({
        "POST .*/files, false",
        "POST .*/files, true",
        "POST .*/jobs, false",
        "POST .*/jobs, true",
        "GET .*/jobs/ftjob-1, true",
        "GET .*/jobs/ftjob-1, false",
        "GET .*/events.*, false"
    })
    void aProgramKilledAnywhereFollowsTheJobThatItHad(String call, boolean served) throws Exception {
        killedAt(List.of(new Trap(call, served)));
    }

    private void killedAt(List<Trap> traps) throws IOException, InterruptedException {
        Path data = Files.writeString(
                folder.resolve("train.jsonl"), "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}\n");
        AtomicReference<FaultPlan> plan = new AtomicReference<>(FaultPlan.none());
        try (FakeOpenAiServer server = FakeOpenAiServer.builder()
                .faults((request, attempt) -> plan.get().faultFor(request, attempt))
                .fineTuning(FineTunePlan.ofSteps(6))
                .start()) {
            for (Trap trap : traps) {
                plan.set(trap);
                Process program = program(server, data);
                await(trap.caught);
                program.destroyForcibly().waitFor();
                trap.dead.countDown();
                await(trap.over);
            }
            plan.set(FaultPlan.none());
            Process program = program(server, data);
            String out = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(program.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(out.strip()).isEqualTo("ft:base-1:augment::1");
            assertThat(server.fineTunes().uploads()).hasSize(1);
            assertThat(server.fineTunes().jobs()).hasSize(1);
            List<String> kept = Files.readAllLines(folder.resolve("run/training/events.jsonl")).stream()
                    .map(line -> line.replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1"))
                    .toList();
            assertThat(kept).hasSize(6 + 4).doesNotHaveDuplicates();
        }
    }

    private Process program(FakeOpenAiServer server, Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainingProgram.class.getName(),
                        server.baseUrl(),
                        folder.resolve("run").toString(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
