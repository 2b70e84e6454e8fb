package io.augment.examples.cli;

import io.augment.Instruction;
import io.augment.Origin;
import io.augment.Outcome;
import io.augment.StageContext;
import io.augment.pipeline.AugmentationPipeline;
import io.augment.pipeline.StreamingPipeline;
import io.augment.run.Budget;
import io.augment.run.RunDirectory;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import io.augment.task.TaskClassifier;
import io.augment.task.TaskLabel;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Is a source whose records get their task type while they are read, one at a time and as many side by side as calls may be under
 * way. A record that could not be classified becomes a row that cannot be read, with the reason.
 *
 * @param source the records
 * @param classifier finds the task type
 * @param concurrency calls that may be under way at once
 * @param budget caps what a model may cost
 * @param directory holds the replies of a model, or null
 */
record Labeling(
        Source source,
        TaskClassifier classifier,
        int concurrency,
        Budget budget,
        @Nullable RunDirectory directory) implements Source {
    /** Metadata with the confidence. */
    static final String CONFIDENCE = "task_confidence";

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public SourceReader open() {
        return new Reader(source.open());
    }

    private final class Reader implements SourceReader {
        private final SourceReader from;
        private final Map<String, Queue<TaskLabel>> labels = new ConcurrentHashMap<>();
        private final Queue<SourceRow> damaged = new ArrayDeque<>();
        private final Stream<Outcome> stream;
        private final Iterator<Outcome> outcomes;

        Reader(SourceReader from) {
            this.from = from;
            StreamingPipeline pipeline = AugmentationPipeline.builder()
                    .classify(this::noted)
                    .concurrency(concurrency)
                    .budget(budget)
                    .build();
            this.stream = pipeline.stream(new Seeds(), directory);
            this.outcomes = stream.iterator();
        }

        private TaskLabel noted(Instruction instruction, StageContext context) {
            TaskLabel label = classifier.classify(instruction, context);
            labels.computeIfAbsent(instruction.id(), id -> new ConcurrentLinkedQueue<>())
                    .add(label);
            return label;
        }

        @Override
        public @Nullable SourceRow next() {
            SourceRow bad = damaged.poll();
            if (bad != null) {
                return bad;
            }
            if (outcomes.hasNext()) {
                return row(outcomes.next());
            }
            return damaged.poll();
        }

        private SourceRow row(Outcome outcome) {
            if (outcome instanceof Outcome.Kept kept) {
                Instruction instruction = kept.example().instruction();
                Map<String, String> metadata = new LinkedHashMap<>(instruction.metadata());
                Queue<TaskLabel> found = labels.get(instruction.id());
                TaskLabel label = found == null ? null : found.poll();
                if (found != null && found.isEmpty()) {
                    labels.remove(instruction.id());
                }
                if (label != null) {
                    metadata.put(CONFIDENCE, Numbers.share(label.confidence()));
                }
                return new SourceRow.Seed(
                        instruction.toBuilder().metadata(metadata).build());
            }
            if (outcome instanceof Outcome.Failed failed) {
                return bad(failed.example().instruction(), failed.reason(), failed.detail());
            }
            if (outcome instanceof Outcome.Rejected rejected && rejected.example() != null) {
                return bad(rejected.example().instruction(), rejected.reason(), String.valueOf(rejected.detail()));
            }
            throw new IllegalStateException("Unexpected outcome: " + outcome);
        }

        private SourceRow bad(Instruction instruction, String reason, String detail) {
            Origin origin = instruction.origin();
            return new SourceRow.Malformed(
                    origin == null ? new Origin(name(), 0) : origin, reason, detail, instruction.text());
        }

        @Override
        public double progress() {
            return from.progress();
        }

        @Override
        public void close() {
            stream.close();
            from.close();
        }

        /** Hands rows that can be read to the pipeline and sets the others aside. */
        private final class Seeds implements Iterator<Instruction> {
            private @Nullable Instruction next;

            @Override
            public boolean hasNext() {
                while (next == null) {
                    SourceRow row = from.next();
                    if (row == null) {
                        return false;
                    }
                    if (row instanceof SourceRow.Seed seed) {
                        next = seed.instruction();
                    } else {
                        damaged.add(row);
                    }
                }
                return true;
            }

            @Override
            public Instruction next() {
                Instruction result = hasNext() ? next : null;
                if (result == null) {
                    throw new NoSuchElementException();
                }
                next = null;
                return result;
            }
        }
    }
}
