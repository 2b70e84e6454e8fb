package io.augment.internal.run;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Outcome;
import io.augment.Provenance;
import io.augment.RejectedException;
import io.augment.Verdict;
import io.augment.chat.ChatException;
import io.augment.expand.InstructionExpander;
import io.augment.task.TaskLabel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes one record through one stage, and turns whatever happens there into flows and notes. Safe for use by many threads. */
final class StageRunner {
    private final Gateway gateway;
    private final Exemplars exemplars;
    private final long seed;
    private final Duration recordTimeout;
    private final RunClock clock;
    private final StageObserver observer;
    private final int lastExpand;
    private final Predicate<Example> expands;

    /**
     * Creates a runner.
     *
     * @param expands tells which records a round expands
     * @param lastExpand index of the last expanding stage, where ghosts end; -1 without one
     */
    StageRunner(
            Gateway gateway,
            Exemplars exemplars,
            RunSettings settings,
            RunClock clock,
            StageObserver observer,
            int lastExpand,
            Predicate<Example> expands) {
        this.gateway = gateway;
        this.exemplars = exemplars;
        this.seed = settings.seed();
        this.recordTimeout = settings.recordTimeout();
        this.clock = clock;
        this.observer = observer;
        this.lastExpand = lastExpand;
        this.expands = expands;
    }

    /** Takes a record through a stage; the flows that come out carry this stage's notes. */
    List<Flow> run(StageSpec stage, int index, Example example, boolean ghost, int round) {
        if (stage instanceof StageSpec.Expand expand) {
            List<Flow> out = expand(expand, example, ghost, round, index == lastExpand);
            return observed(stage.name(), example, out);
        }
        if (ghost && index > lastExpand) {
            return List.of(new Flow.Nothing(new Tally()));
        }
        if (stage instanceof StageSpec.Preparing preparing) {
            return ghost ? List.of(new Flow.Live(example, true, new Tally())) : prepare(preparing, example);
        }
        List<Flow> out = work(stage, example);
        return ghost ? haunted(out) : observed(stage.name(), example, out);
    }

    private List<Flow> observed(String stage, Example before, List<Flow> out) {
        if (observer != StageObserver.NONE) {
            List<Example> after = new ArrayList<>();
            for (Flow flow : out) {
                if (flow instanceof Flow.Live live && !live.ghost()) {
                    after.add(live.example());
                }
            }
            observer.worked(stage, before, after);
        }
        return out;
    }

    /** Ghosts leave no notes; what happened to them was noted when they were alive. */
    private static List<Flow> haunted(List<Flow> flows) {
        List<Flow> out = new ArrayList<>();
        for (Flow flow : flows) {
            if (flow instanceof Flow.Live live) {
                out.add(new Flow.Live(live.example(), true, new Tally()));
            }
        }
        return out.isEmpty() ? List.of(new Flow.Nothing(new Tally())) : out;
    }

    private List<Flow> work(StageSpec stage, Example example) {
        if (stage instanceof StageSpec.Classify classify) {
            return classify(classify, example);
        }
        if (stage instanceof StageSpec.Refine refine) {
            return refine(refine, example);
        }
        if (stage instanceof StageSpec.Generate generate) {
            return generate(generate, example);
        }
        if (stage instanceof StageSpec.Judge judge) {
            return judge(judge, example);
        }
        if (stage instanceof StageSpec.WithoutSeeds withoutSeeds) {
            return withoutSeeds(withoutSeeds, example);
        }
        throw new IllegalStateException("Not a stage for single records: " + stage.name());
    }

    /** Leaves no note where it succeeds: the filter itself counts the record. */
    private List<Flow> prepare(StageSpec.Preparing stage, Example example) {
        RecordContext context = context(stage.name(), stage.name(), example, 1, 0);
        Tally failure = new Tally();
        failure.add(stage.name(), Tally.Kind.IN);
        return List.of(guarded(stage.name(), example, context, failure, () -> {
            stage.session().prepare(example, context);
            context.rethrowStop();
            return new Flow.Live(example, false, new Tally());
        }));
    }

    private static List<Flow> withoutSeeds(StageSpec.WithoutSeeds stage, Example example) {
        Tally tally = new Tally();
        tally.add(stage.name(), Tally.Kind.IN);
        if (example.instruction().provenance().seedId() == null) {
            tally.add(stage.name(), Tally.Kind.REJECTED, "seed-excluded");
            return List.of(new Flow.Ended(rejected(example, stage.name(), "seed-excluded", null), tally));
        }
        tally.add(stage.name(), Tally.Kind.KEPT);
        return List.of(new Flow.Live(example, false, tally));
    }

    private List<Flow> classify(StageSpec.Classify stage, Example example) {
        Instruction instruction = example.instruction();
        RecordContext context = context(stage.name(), stage.classifier().name(), example, 1, 0);
        return one(stage.name(), example, context, () -> {
            TaskLabel label = stage.classifier().classify(instruction, context);
            return instruction.toBuilder().task(label.task()).build();
        });
    }

    private List<Flow> refine(StageSpec.Refine stage, Example example) {
        Instruction instruction = example.instruction();
        RecordContext context = context(stage.name(), stage.refiner().name(), example, 1, 0);
        return one(stage.name(), example, context, () -> {
            Instruction refined = stage.refiner().refine(instruction, context);
            if (refined.equals(instruction)) {
                return instruction;
            }
            return descend(refined, instruction, instruction.id())
                    .provenance(instruction.provenance().plus(null, context.steps(1, instruction)))
                    .build();
        });
    }

    private List<Flow> judge(StageSpec.Judge stage, Example example) {
        if (!(example instanceof InstructionPair pair)) {
            throw new IllegalStateException("Only pairs can be judged: " + example.id());
        }
        RecordContext context = context(stage.name(), stage.judge().name(), example, 1, 0);
        return one(stage.name(), example, context, () -> {
            Verdict verdict = stage.judge().judge(pair, context);
            Instruction instruction = pair.instruction();
            InstructionPair judged = pair.withVerdict(verdict);
            if (context.calledModel()) {
                judged = judged.withInstruction(instruction.toBuilder()
                        .provenance(instruction.provenance().plus(null, context.steps(1)))
                        .build());
            }
            String reason = stage.threshold().rejection(verdict);
            if (reason != null) {
                throw new JudgedOut(judged, reason, detail(verdict));
            }
            return judged;
        });
    }

    private static @Nullable String detail(Verdict verdict) {
        if (verdict.unscoredCause() != null) {
            return verdict.unscoredCause();
        }
        String score = "score " + verdict.score();
        return verdict.reason() == null ? score : score + ": " + verdict.reason();
    }

    /** Carries a judged pair out of the stage that rejects it. */
    private static final class JudgedOut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient InstructionPair pair;
        private final String reason;
        private final @Nullable String detail;

        JudgedOut(InstructionPair pair, String reason, @Nullable String detail) {
            super(reason, null, false, false);
            this.pair = pair;
            this.reason = reason;
            this.detail = detail;
        }
    }

    /** Makes one record of one. */
    private interface Work {
        Example run();
    }

    private List<Flow> one(String stage, Example example, RecordContext context, Work work) {
        Tally tally = new Tally();
        tally.add(stage, Tally.Kind.IN);
        List<Flow> out = new ArrayList<>();
        Flow main = guarded(stage, example, context, tally, () -> {
            Example result = work.run();
            context.rethrowStop();
            tally.add(stage, Tally.Kind.KEPT);
            return new Flow.Live(result, false, tally);
        });
        out.add(main);
        addDropped(out, stage, example, context.dropped());
        return out;
    }

    private List<Flow> generate(StageSpec.Generate stage, Example example) {
        String name = stage.name();
        Instruction instruction = example.instruction();
        RecordContext context = context(
                name, stage.generator().name(), example, stage.generator().wanted(), 0);
        Tally tally = new Tally();
        tally.add(name, Tally.Kind.IN);
        List<Flow> out = new ArrayList<>();
        List<RecordContext.Dropped> dropped = context.dropped();
        Flow main = guarded(name, example, context, tally, () -> {
            List<InstructionPair> pairs = stage.generator().generate(instruction, context);
            context.rethrowStop();
            if (pairs.isEmpty()) {
                throw lastOf(dropped);
            }
            List<Provenance.Step> steps = context.steps(pairs.size());
            boolean changed = context.calledModel() || pairs.size() > 1;
            for (int i = 0; i < pairs.size(); i++) {
                InstructionPair pair = pairs.get(i);
                String id = i == 0 ? instruction.id() : instruction.id() + "/" + name + (i + 1);
                boolean existing = pair.response().equals(instruction.response())
                        && pair.instruction().equals(instruction)
                        && !changed;
                InstructionPair made = existing
                        ? pair
                        : pair.withInstruction(descend(pair.instruction(), instruction, id)
                                .provenance(instruction.provenance().plus(i == 0 ? null : instruction.id(), steps))
                                .build());
                if (i > 0) {
                    tally.add(name, Tally.Kind.CREATED);
                }
                tally.add(name, Tally.Kind.KEPT);
                out.add(new Flow.Live(made, false, i == 0 ? tally : new Tally()));
            }
            return out.remove(0);
        });
        out.add(0, main);
        addDropped(out, name, example, dropped);
        return out;
    }

    /** When all results were dropped, the record itself ends for the reason of the last one. */
    private static RejectedException lastOf(List<RecordContext.Dropped> dropped) {
        if (dropped.isEmpty()) {
            return new RejectedException("no-response", null);
        }
        RecordContext.Dropped last = dropped.remove(dropped.size() - 1);
        return new RejectedException(last.reason(), last.detail());
    }

    private List<Flow> expand(StageSpec.Expand stage, Example example, boolean ghost, int round, boolean last) {
        String name = stage.name();
        Instruction seedRecord = example.instruction();
        Tally tally = new Tally();
        List<Flow> out = new ArrayList<>();
        if (!ghost) {
            tally.add(name, Tally.Kind.IN);
            tally.add(name, Tally.Kind.KEPT);
            out.add(new Flow.Live(example, false, tally));
        } else {
            out.add(last ? new Flow.Nothing(tally) : new Flow.Live(example, true, tally));
        }
        if (!expands.test(example)) {
            return out;
        }
        int wantedInAll =
                stage.expanders().stream().mapToInt(InstructionExpander::wanted).sum();
        int number = round * wantedInAll;
        for (InstructionExpander expander : stage.expanders()) {
            RecordContext context = context(name, expander.name(), example, expander.wanted(), round);
            List<Instruction> children = new ArrayList<>();
            Example attempt = withId(example, example.id() + "/" + name);
            Tally failure = new Tally();
            failure.add(name, Tally.Kind.CREATED);
            Flow failed = guarded(name, attempt, context, failure, () -> {
                children.addAll(expander.expand(seedRecord, context));
                context.rethrowStop();
                return new Flow.Nothing(failure);
            });
            if (!(failed instanceof Flow.Nothing)) {
                out.add(failed);
                children.clear();
            }
            List<Provenance.Step> steps = context.steps(children.size(), seedRecord);
            for (Instruction child : children) {
                Tally born = new Tally();
                born.add(name, Tally.Kind.CREATED);
                born.add(name, Tally.Kind.KEPT);
                number++;
                Instruction made = descend(child, seedRecord, seedRecord.id() + "/" + name + number)
                        .provenance(seedRecord.provenance().plus(seedRecord.id(), steps))
                        .build();
                out.add(new Flow.Live(made, false, born));
            }
            addDropped(out, name, example, context.dropped());
        }
        return out;
    }

    /** Makes the flow of a result, of a rejection, of a failure, or of the run's end. */
    private interface Guarded {
        Flow run();
    }

    private Flow guarded(String stage, Example example, RecordContext context, Tally tally, Guarded work) {
        try {
            return work.run();
        } catch (RunStoppedException e) {
            return notReached(stage, example, tally, e);
        } catch (JudgedOut e) {
            tally.add(stage, Tally.Kind.REJECTED, e.reason);
            return new Flow.Ended(rejected(e.pair, stage, e.reason, e.detail), tally);
        } catch (RejectedException e) {
            RunStoppedException stopped = context.stopped();
            if (stopped != null) {
                return notReached(stage, example, tally, stopped);
            }
            tally.add(stage, Tally.Kind.REJECTED, e.reason());
            return new Flow.Ended(rejected(example, stage, e.reason(), e.detail()), tally);
        } catch (ChatException e) {
            return failed(stage, example, tally, e.reason(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            RunStoppedException stopped = context.stopped();
            if (stopped != null) {
                return notReached(stage, example, tally, stopped);
            }
            return failed(stage, example, tally, "strategy-error", context.strategy() + " threw " + e);
        }
    }

    private static Flow notReached(String stage, Example example, Tally tally, RunStoppedException stop) {
        tally.add(stage, Tally.Kind.NOT_REACHED, stop.label());
        return new Flow.Ended(new Outcome.NotReached(example, stage, stop.label()), tally);
    }

    private static Flow failed(String stage, Example example, Tally tally, String reason, String detail) {
        tally.add(stage, Tally.Kind.FAILED, reason);
        return new Flow.Ended(
                new Outcome.Failed(
                        example, stage, reason, detail, example.instruction().origin()),
                tally);
    }

    private static Outcome.Rejected rejected(Example example, String stage, String reason, @Nullable String detail) {
        return new Outcome.Rejected(
                example, stage, reason, detail, example.instruction().origin());
    }

    private static void addDropped(List<Flow> out, String stage, Example parent, List<RecordContext.Dropped> dropped) {
        int number = 0;
        for (RecordContext.Dropped one : dropped) {
            number++;
            Tally tally = new Tally();
            tally.add(stage, Tally.Kind.CREATED);
            tally.add(stage, Tally.Kind.REJECTED, one.reason());
            Instruction candidate = descend(
                            one.candidate().instruction(),
                            parent.instruction(),
                            parent.id() + "/" + stage + "!" + number)
                    .build();
            Example record =
                    one.candidate() instanceof InstructionPair pair ? pair.withInstruction(candidate) : candidate;
            out.add(new Flow.Ended(rejected(record, stage, one.reason(), one.detail()), tally));
        }
    }

    private RecordContext context(String stage, String strategy, Example example, int wanted, int round) {
        long deadline = clock.nanoTime() + recordTimeout.toNanos();
        return new RecordContext(gateway, exemplars, seed, stage, strategy, example, wanted, round, deadline);
    }

    private static Example withId(Example example, String id) {
        Instruction renamed = example.instruction().toBuilder().id(id).build();
        return example instanceof InstructionPair pair ? pair.withInstruction(renamed) : renamed;
    }

    /** Gives a record what it inherits: name, origin, task type, language and the user's columns. */
    private static Instruction.Builder descend(Instruction child, Instruction parent, String id) {
        Map<String, String> metadata = new LinkedHashMap<>(parent.metadata());
        metadata.putAll(child.metadata());
        return child.toBuilder()
                .id(id)
                .origin(parent.origin())
                .task(child.task() != null ? child.task() : parent.task())
                .language(child.language() != null ? child.language() : parent.language())
                .metadata(metadata);
    }
}
