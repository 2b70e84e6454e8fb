package io.augment.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Outcome;
import io.augment.chat.AuthenticationException;
import io.augment.chat.BadRequestException;
import io.augment.chat.ChatModel;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.ServerErrorException;
import io.augment.run.RunDirectory;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineStreamTest {
    private final AtomicInteger pulled = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final ChatModel model = ChatModel.named("test/model", request -> {
        calls.incrementAndGet();
        return ChatResponse.of("answer to " + request.lastUserText());
    });

    private Iterator<Instruction> endless() {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> {
                    pulled.incrementAndGet();
                    return Instruction.builder("Question " + i).id("q" + i).build();
                })
                .iterator();
    }

    private StreamingPipeline answering(ChatModel by, int concurrency) {
        return AugmentationPipeline.builder()
                .generate((instruction, context) -> List.of(InstructionPair.of(
                        instruction,
                        context.chat(by, ChatRequest.of(instruction.text())).text())))
                .concurrency(concurrency)
                .build();
    }

    @Test
    void pullsNothingBeforeItIsAskedAndNotFurtherThanTheConcurrency() {
        Stream<Outcome> outcomes = answering(model, 8).stream(endless());
        assertThat(pulled).hasValue(0);
        List<Outcome> first = outcomes.limit(20).toList();
        assertThat(first).hasSize(20).allMatch(Outcome.Kept.class::isInstance);
        assertThat(((Outcome.Kept) first.get(19)).example().response()).isEqualTo("answer to Question 19");
        assertThat(pulled.get()).isLessThanOrEqualTo(20 + 8 + 1);
    }

    @Test
    void closingCancelsWhatIsUnderWay() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(2);
        ChatModel stuck = ChatModel.named("test/stuck", request -> {
            started.countDown();
            try {
                if (request.lastUserText().equals("Question 0")) {
                    started.await();
                    return ChatResponse.of("quick");
                }
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new ServerErrorException("interrupted", null, null, null, e);
            }
            return ChatResponse.of("never");
        });
        Stream<Outcome> outcomes = answering(stuck, 2).stream(endless());
        Iterator<Outcome> iterator = outcomes.iterator();
        assertThat(iterator.next()).isInstanceOf(Outcome.Kept.class);
        outcomes.close();
        interrupted.await();
        assertThat(iterator.hasNext()).isFalse();
    }

    @Test
    void aFailedRecordIsAnOutcome() {
        ChatModel moody = ChatModel.named("test/moody", request -> {
            throw new BadRequestException("Not this one.", 400, null, null);
        });
        List<Outcome> outcomes = answering(moody, 1).process(Instruction.of("Hello"));
        assertThat(outcomes).singleElement().isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.stage()).isEqualTo("generate");
            assertThat(failed.reason()).isEqualTo("bad-request");
        });
    }

    @Test
    void aRefusedKeyEndsTheStreamWithItsException() {
        ChatModel refused = ChatModel.named("test/refused", request -> {
            throw new AuthenticationException("The key was refused.", 401, null, null);
        });
        assertThatThrownBy(() -> answering(refused, 2).stream(endless()).count())
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void aLedgerPaysOnce(@TempDir Path temp) {
        List<Instruction> seeds = List.of(Instruction.of("one"), Instruction.of("two"));
        RunDirectory directory = RunDirectory.at(temp.resolve("run"));
        StreamingPipeline pipeline = answering(model, 2);
        List<Outcome> first = pipeline.stream(seeds.iterator(), directory).toList();
        List<Outcome> second = pipeline.stream(seeds.iterator(), directory).toList();
        assertThat(second).isEqualTo(first);
        assertThat(calls).hasValue(2);
    }
}
