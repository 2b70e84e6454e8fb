package io.augment.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.chat.BadRequestException;
import io.augment.chat.ChatException;
import io.augment.chat.RetriableChatException;
import io.augment.run.RunDirectory;
import io.augment.run.RunDirectoryInUseException;
import io.augment.train.MemoryService.Killed;
import io.augment.train.MemoryService.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningTest {
    @TempDir
    Path folder;

    private final MemoryService service = new MemoryService();
    private final List<String> events = new ArrayList<>();
    private RunDirectory directory = RunDirectory.at(Path.of("unset"));
    private Path data = Path.of("unset");

    @BeforeEach
    void setUp() throws IOException {
        directory = RunDirectory.at(folder.resolve("run"));
        data = Files.writeString(folder.resolve("train.jsonl"), "{\"messages\":[]}\n");
    }

    @Test
    void startsFollowsAndHandsOutTheModel() throws InterruptedException {
        TrainingJob job = fineTuning().start(request().build(), directory);
        TrainingStatus end = job.follow();

        assertThat(end.state()).isEqualTo(TrainingState.SUCCEEDED);
        assertThat(service.model(end.requireModelName()).info().identity()).isEqualTo("memory/student-1");
        assertThat(events).containsExactlyElementsOf(eventIds(2 * service.steps));
        assertThat(service.uploads).hasSize(1);
        assertThat(service.jobs).hasSize(1);
    }

    @Test
    void asksTheServiceNothingOnceTheEndIsKnown() throws InterruptedException {
        TrainingStatus end = fineTuning().start(request().build(), directory).follow();
        service.calls.clear();

        TrainingJob again = fineTuning().start(request().build(), directory);
        assertThat(again.follow()).isEqualTo(end);
        assertThat(again.status()).isEqualTo(end);
        assertThat(again.cancel()).isEqualTo(end);
        assertThat(fineTuning().resume(directory).status()).isEqualTo(end);
        assertThat(service.calls).isEmpty();
    }

    /** However often the program is killed and whatever gets lost: one upload, one job, each event told once in the log. */
    @RepeatedTest(40)
    void neverStartsASecondJob(RepetitionInfo repetition) throws InterruptedException, IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        int killShare = 5 + random.nextInt(40);
        int lossShare = random.nextInt(40);
        service.listedAfter = Duration.ofSeconds(random.nextInt(15));
        service.trouble = (call, served) -> {
            int dice = random.nextInt(100);
            return dice < killShare
                    ? Kind.KILLED
                    : dice < killShare + lossShare
                            ? Kind.LOST
                            : dice < killShare + lossShare + 5 && !served ? Kind.BUSY : Kind.NONE;
        };
        TrainingStatus end = null;
        for (int program = 0; end == null; program++) {
            try {
                if (program == 200) {
                    service.trouble = (call, served) -> Kind.NONE;
                }
                end = fineTuning().start(request().build(), directory).follow();
            } catch (Killed e) {
                tear(random);
            } catch (RetriableChatException e) {
                assertThat(e).hasMessageContaining("lost");
            }
        }

        assertThat(service.uploads).hasSize(1);
        assertThat(service.jobs).hasSize(1);
        List<String> kept = Files.readAllLines(directory.path().resolve("training/events.jsonl")).stream()
                .filter(line -> line.endsWith("}"))
                .map(line -> line.replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1"))
                .toList();
        assertThat(kept).containsExactlyElementsOf(eventIds(2 * service.asked));
    }

    /** Leaves half a line behind, as a program that was killed while writing does. */
    private void tear(Random random) throws IOException {
        Path file = directory.path().resolve("training/" + (random.nextBoolean() ? "journal.jsonl" : "events.jsonl"));
        if (Files.exists(file) && random.nextBoolean()) {
            Files.writeString(file, "{\"event\":\"sta", StandardOpenOption.APPEND);
        }
    }

    @Test
    void waitsForAServiceThatListsLate() throws InterruptedException {
        service.listedAfter = Duration.ofSeconds(14);
        List<Kind> script = new ArrayList<>(List.of(Kind.LOST));
        service.trouble =
                (call, served) -> call.equals("start") && served && !script.isEmpty() ? script.remove(0) : Kind.NONE;

        fineTuning().start(request().build(), directory).follow();

        assertThat(service.jobs).hasSize(1);
        assertThat(service.calls).contains("findJob");
    }

    @Test
    void refusesAnotherRequestInTheSameDirectory() throws InterruptedException {
        fineTuning().start(request().build(), directory);

        assertThatThrownBy(() -> fineTuning().start(request().epochs(7).build(), directory))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("another request");
        assertThatThrownBy(() -> fineTuning().startAnew(request().build(), directory))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("has not ended");
        assertThat(service.jobs).hasSize(1);
    }

    @Test
    void seesThatTheDataChanged() throws InterruptedException, IOException {
        fineTuning().start(request().build(), directory);
        Files.writeString(data, "{\"messages\":[1]}\n");

        assertThatThrownBy(() -> fineTuning().start(request().build(), directory))
                .hasMessageContaining("the data differ");
    }

    @Test
    void startsAnewAfterTheEnd() throws InterruptedException {
        service.ending = TrainingState.FAILED;
        TrainingStatus failed = fineTuning().start(request().build(), directory).follow();
        assertThatThrownBy(failed::requireModelName).hasMessageContaining("The data is bad.");

        service.ending = TrainingState.SUCCEEDED;
        TrainingStatus end =
                fineTuning().startAnew(request().epochs(2).build(), directory).follow();
        assertThat(end.requireModelName()).isEqualTo("student-1");
        assertThat(end.jobId()).isEqualTo("job-1");
    }

    @Test
    void leavesTheDirectoryFreeWhenTheServiceRefuses() throws InterruptedException {
        service.trouble = (call, served) -> call.equals("start") ? Kind.REFUSED : Kind.NONE;
        assertThatThrownBy(() -> fineTuning().start(request().build(), directory))
                .isInstanceOf(BadRequestException.class);

        service.trouble = (call, served) -> Kind.NONE;
        assertThat(fineTuning()
                        .start(request().epochs(2).build(), directory)
                        .follow()
                        .state())
                .isEqualTo(TrainingState.SUCCEEDED);
    }

    @Test
    void keepsACapOnTheCost() throws InterruptedException {
        assertThatThrownBy(() -> fineTuning().maxCost("0.11").start(request().build(), directory))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("$0.120000")
                .hasMessageContaining("$0.11 allowed");
        assertThat(service.calls).isEmpty();

        fineTuning().maxCost("0.12").start(request().build(), directory);
        assertThat(service.requests.get(0).epochs())
                .as("the service must not choose more epochs than were paid for")
                .isEqualTo(3);
    }

    @Test
    void refusesACapWithoutAPrice() {
        service.price = null;
        assertThatThrownBy(() -> fineTuning().maxCost("5").start(request().build(), directory))
                .hasMessageContaining("price");
        assertThat(service.calls).isEmpty();
    }

    @Test
    void cancels() throws InterruptedException {
        TrainingJob job = fineTuning().start(request().build(), directory);
        job.cancel();
        assertThat(job.follow().state()).isEqualTo(TrainingState.CANCELLED);
    }

    @Test
    void givesUpOnAServiceThatStaysAway() {
        service.trouble = (call, served) -> Kind.LOST;
        assertThatThrownBy(() -> fineTuning().start(request().build(), directory))
                .isInstanceOf(RetriableChatException.class);
        assertThat(service.waited).isBetween(Duration.ofMinutes(2), Duration.ofHours(1));
    }

    @Test
    void onlyOneProgramFollows() throws InterruptedException {
        TrainingJob job = fineTuning().start(request().build(), directory);
        List<Throwable> second = new ArrayList<>();
        FineTuning nosy = fineTuning().listener(new TrainingListener() {
            @Override
            public void onStatus(TrainingStatus status) {
                try {
                    fineTuning().start(request().build(), directory);
                } catch (RunDirectoryInUseException | InterruptedException e) {
                    second.add(e);
                }
            }
        });
        nosy.resume(directory).follow();
        assertThat(second).isNotEmpty().allMatch(RunDirectoryInUseException.class::isInstance);
        assertThat(job.status().state()).isEqualTo(TrainingState.SUCCEEDED);
    }

    @Test
    void aListenerThatThrowsHarmsNothing() throws InterruptedException {
        FineTuning fineTuning = fineTuning().listener(new TrainingListener() {
            @Override
            public void onStatus(TrainingStatus status) {
                throw new IllegalStateException("a listener of the user's");
            }
        });
        assertThat(fineTuning.start(request().build(), directory).follow().state())
                .isEqualTo(TrainingState.SUCCEEDED);
    }

    @Test
    void anInterruptEndsTheWaitingAndNotTheJob() throws InterruptedException {
        TrainingJob job = fineTuning().start(request().build(), directory);
        service.trouble = (call, served) -> {
            Thread.currentThread().interrupt();
            throw new ChatException("cancelled", "The call was cancelled.", null, null, null);
        };
        assertThatThrownBy(job::follow).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();

        service.trouble = (call, served) -> Kind.NONE;
        assertThat(fineTuning().start(request().build(), directory).follow().state())
                .isEqualTo(TrainingState.SUCCEEDED);
        assertThat(service.jobs).hasSize(1);
    }

    @Test
    void saysThatThereIsNoJob() {
        assertThatThrownBy(() -> fineTuning().resume(directory)).hasMessageContaining("has no training job");
    }

    @Test
    void doesNotGuessWhatADamagedJournalMeans() throws IOException {
        Path journal = directory.path().resolve("training/journal.jsonl");
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, "{\"event\":\"starting\"}\n");
        assertThatThrownBy(() -> fineTuning().start(request().build(), directory))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("not with an intent");
        assertThat(service.calls).isEmpty();
    }

    private TrainingRequest.Builder request() {
        return TrainingRequest.supervised("base-1", data);
    }

    private FineTuning fineTuning() {
        return FineTuning.with(service).waiter(service::await).listener(new TrainingListener() {
            @Override
            public void onEvent(TrainingEvent event) {
                events.add(event.id());
            }
        });
    }

    private static List<String> eventIds(int count) {
        return IntStream.range(0, count).mapToObj(i -> "e-" + i).toList();
    }
}
