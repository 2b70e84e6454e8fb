package io.augment.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Outcome;
import io.augment.chat.AuthenticationException;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.internal.ledger.Ledger;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.pipeline.StreamingPipeline;
import io.augment.run.RunDirectory;
import io.augment.run.RunReport;
import io.augment.source.Source;
import io.augment.source.SourceException;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEndTest {
    @TempDir
    private Path temp;

    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch failed = new CountDownLatch(1);

    private static Source seeds(int count) {
        return Source.of(IntStream.range(0, count)
                .mapToObj(i -> Instruction.builder("Seed " + i).id("s" + i).build())
                .toList());
    }

    private static StreamingPipeline asking(ChatModel model) {
        return AugmentationPipeline.builder()
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(model, ChatRequest.of(instruction.text())).text())))
                .concurrency(2)
                .build();
    }

    private RunDirectory directory() {
        return RunDirectory.at(temp.resolve("run"));
    }

    /** The first call is under way when the second ends the run; its reply comes after that. */
    private ChatResponse slowThenFatal(RuntimeException fatal) {
        if (calls.incrementAndGet() == 1) {
            first.countDown();
            await(failed);
            return ChatResponse.of("paid for");
        }
        await(first);
        failed.countDown();
        throw fatal;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsTheReplyOfACallThatWasUnderWayWhenAnErrorEndedTheRun() {
        ChatModel model = ChatModel.named(
                "test/fatal", request -> slowThenFatal(new AuthenticationException("Refused.", 401, null, null)));
        StreamingPipeline pipeline = asking(model);
        assertThatThrownBy(() -> pipeline.run(seeds(50), directory())).isInstanceOf(AuthenticationException.class);
        assertThat(calls).hasValue(2);
        try (Ledger ledger = Ledger.open(directory().ledger())) {
            assertThat(ledger.size()).isEqualTo(1);
            assertThat(ledger.problems()).isEmpty();
        }
    }

    /** Breaks at row 200. */
    private static final class BrokenSource implements Source, SourceReader {
        private int row;

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public SourceReader open() {
            return this;
        }

        @Override
        public SourceRow next() {
            if (row == 200) {
                throw new SourceException("The disk is gone", null);
            }
            return new SourceRow.Seed(Instruction.of("Seed " + row++));
        }

        @Override
        public void close() {}
    }

    @Test
    void asksNothingMoreAfterTheSourceBroke() {
        ChatModel model = ChatModel.named("test/counting", request -> {
            calls.incrementAndGet();
            return ChatResponse.of("fine");
        });
        Source broken = new BrokenSource();
        StreamingPipeline pipeline = asking(model);
        assertThatThrownBy(() -> pipeline.run(broken, directory())).hasMessage("The disk is gone");
        int asked = calls.get();
        try (Ledger ledger = Ledger.open(directory().ledger())) {
            assertThat(ledger.size()).isEqualTo(asked);
        }
    }

    @Test
    void failsTheRecordAloneWhenAModelThrowsWhatALedgerThrows() {
        ChatModel model = ChatModel.named("test/odd", request -> {
            if (calls.incrementAndGet() == 3) {
                throw new UncheckedIOException(new IOException("a file of the model"));
            }
            return ChatResponse.of("fine");
        });
        RunReport report = asking(model).run(seeds(10), directory());
        assertThat(report.kept()).isEqualTo(9);
        assertThat(report.failed()).containsEntry("strategy-error", 1L);
    }

    @Test
    void aClosedStreamLeavesNoCallBehind() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger underWay = new AtomicInteger();
        ChatModel model = ChatModel.named("test/stuck", request -> {
            underWay.incrementAndGet();
            try {
                if (!request.lastUserText().equals("Seed 0")) {
                    first.countDown();
                    never.await();
                }
                return ChatResponse.of("fine");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                underWay.decrementAndGet();
            }
        });
        Stream<Instruction> endless = Stream.iterate(0, i -> i + 1).map(i -> Instruction.of("Seed " + i));
        try (Stream<Outcome> outcomes = asking(model).stream(endless)) {
            Iterator<Outcome> iterator = outcomes.iterator();
            assertThat(iterator.next()).isInstanceOf(Outcome.Kept.class);
            await(first);
        }
        assertThat(underWay).hasValue(0);
    }
}
