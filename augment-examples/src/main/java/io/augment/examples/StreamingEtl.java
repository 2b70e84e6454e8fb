package io.augment.examples;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Outcome;
import io.augment.chat.ChatModel;
import io.augment.expand.InstructionExpander;
import io.augment.generate.PairGenerator;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.pipeline.StreamingPipeline;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Stands between a query and an insert in ETL code that exists already: the rows come and go as a stream. */
public final class StreamingEtl {
    private final StreamingPipeline pipeline;

    /** Creates the step; it is safe for use by many threads. */
    public StreamingEtl(ChatModel teacher) {
        pipeline = AugmentationPipeline.builder()
                .expand(InstructionExpander.using(teacher).perSeed(2))
                .generate(PairGenerator.responses(teacher))
                .concurrency(32)
                .build();
    }

    /**
     * Pulls questions, at most 32 ahead of the slowest call, and hands on answered ones in order.
     *
     * @param insert takes what came out
     * @param complain takes what did not, with the reason
     */
    public void run(Stream<String> questions, Consumer<InstructionPair> insert, Consumer<Outcome> complain) {
        try (Stream<Outcome> outcomes = pipeline.stream(questions.map(Instruction::of))) {
            outcomes.forEach(outcome -> {
                if (outcome instanceof Outcome.Kept kept && kept.example() instanceof InstructionPair pair) {
                    insert.accept(pair);
                } else {
                    complain.accept(outcome);
                }
            });
        }
    }
}
