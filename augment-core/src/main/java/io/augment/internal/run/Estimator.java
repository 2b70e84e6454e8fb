package io.augment.internal.run;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import io.augment.expand.InstructionExpander;
import io.augment.run.Estimate;
import io.augment.run.Target;
import io.augment.source.Source;
import io.augment.source.SourceReader;
import io.augment.source.SourceRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Predicts what a run will ask of models, by letting a sample of the seeds walk through the stages with a model that notes
 * the requests and answers with stand-ins.
 */
public final class Estimator {
    /** Seeds that are looked at: enough for a mean, few enough to be quick. */
    private static final int LOOKED = 200;

    /** Tokens of a response where no seed has one to go by. */
    private static final double UNKNOWN_RESPONSE = 300;

    /** A judgment: a sentence or two, and a few numbers. */
    private static final double JUDGMENT = 90;

    private static final double LABEL = 20;

    /** How many of the wanted children come out, at the least, as a rule, and at the most. */
    private static final Factor CHILDREN = new Factor(0.5, 0.9, 1);

    /** How many records a filter keeps. */
    private static final Factor FILTERED = new Factor(0.8, 1, 1);

    /** How many pairs a judge keeps, for rounds that make up for those that it turns down. */
    private static final Factor JUDGED = new Factor(1, 0.8, 0.5);

    private final List<StageSpec> stages;
    private final RunSettings settings;
    private final Exemplars exemplars;
    private final Map<Place, Sum> sums = new LinkedHashMap<>();
    private final Map<String, Price> prices;
    private double responseTokens = UNKNOWN_RESPONSE;
    private String responseText = "";

    /** Low, expected and high of something that is multiplied. */
    private record Factor(double low, double expected, double high) {
        static final Factor ONE = new Factor(1, 1, 1);

        Factor times(Factor other) {
            return new Factor(low * other.low, expected * other.expected, high * other.high);
        }

        Factor times(double factor) {
            return new Factor(low * factor, expected * factor, high * factor);
        }
    }

    /** A record that stands for a number of records. */
    private record Crowd(Example example, Factor number, boolean seed) {}

    /** What a stage asks of a model. */
    private record Place(String stage, String model) {}

    /** What adds up at one place. */
    private static final class Sum {
        private Factor requests = new Factor(0, 0, 0);
        private Factor prompt = new Factor(0, 0, 0);
        private Factor completion = new Factor(0, 0, 0);

        void add(Factor number, double promptTokens, Factor completionTokens) {
            requests = plus(requests, number);
            // Tokenizers differ by about a quarter on the same text.
            prompt = plus(prompt, number.times(new Factor(0.8, 1, 1.25)).times(promptTokens));
            completion = plus(completion, number.times(completionTokens));
        }

        private static Factor plus(Factor a, Factor b) {
            return new Factor(a.low + b.low, a.expected + b.expected, a.high + b.high);
        }
    }

    /** Creates an estimator for these stages. */
    public Estimator(List<StageSpec> stages, RunSettings settings) {
        this.stages = List.copyOf(stages);
        this.settings = settings;
        this.exemplars = new Exemplars(settings.seed());
        this.prices = new HashMap<>(settings.prices());
    }

    /**
     * Estimates a run.
     *
     * @throws io.augment.source.SourceException if the source cannot be read
     */
    public Estimate estimate(Source source) {
        List<Instruction> sample = new ArrayList<>();
        long seeds = read(source, sample);
        learnResponses(sample);
        List<Crowd> crowds = new ArrayList<>();
        for (Instruction seed : sample) {
            crowds.add(new Crowd(seed, Factor.ONE.times((double) seeds / sample.size()), true));
        }
        Factor pass = Factor.ONE;
        for (StageSpec stage : stages) {
            crowds = walk(stage, crowds);
            pass = stage instanceof StageSpec.Judge ? pass.times(JUDGED) : pass;
        }
        return new Estimate(seeds, sample.size(), figures(rounds(total(crowds), pass)));
    }

    /** Reads all seeds, keeps a sample in which each has the same chance, and the first ones as exemplars. */
    private long read(Source source, List<Instruction> sample) {
        List<Example> head = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(settings.seed());
        long seeds = 0;
        try (SourceReader reader = source.open()) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                if (row instanceof SourceRow.Seed seed) {
                    seeds++;
                    if (head.size() < Exemplars.MOST) {
                        head.add(seed.instruction());
                    }
                    if (sample.size() < LOOKED) {
                        sample.add(seed.instruction());
                    } else {
                        long slot = random.nextLong(seeds);
                        if (slot < LOOKED) {
                            sample.set((int) slot, seed.instruction());
                        }
                    }
                }
            }
        }
        exemplars.seeds(head);
        return seeds;
    }

    private void learnResponses(List<Instruction> sample) {
        List<String> responses = new ArrayList<>();
        for (Instruction seed : sample) {
            String response = seed.response();
            if (response != null && !response.isBlank()) {
                responses.add(response);
            }
        }
        if (!responses.isEmpty()) {
            responseTokens =
                    responses.stream().mapToDouble(TokenGuess::of).average().orElse(UNKNOWN_RESPONSE);
            responseText = responses.stream()
                    .min((a, b) -> Double.compare(offMean(a), offMean(b)))
                    .orElse("");
        } else {
            responseText = "An answer of a usual length, about as long as this. ".repeat(24);
        }
    }

    private double offMean(String response) {
        return Math.abs(TokenGuess.of(response) - responseTokens);
    }

    private List<Crowd> walk(StageSpec stage, List<Crowd> in) {
        if (stage instanceof StageSpec.Sample sample) {
            double all = total(in).expected();
            return scaled(in, Factor.ONE.times(Math.min(1, sample.sampler().number() / Math.max(1, all))));
        }
        if (stage instanceof StageSpec.Filtering) {
            return scaled(in, FILTERED);
        }
        if (stage instanceof StageSpec.WithoutSeeds) {
            return in.stream().filter(crowd -> !crowd.seed()).toList();
        }
        List<Crowd> out = new ArrayList<>();
        for (Crowd crowd : in) {
            if (stage instanceof StageSpec.Expand expand) {
                out.add(crowd);
                expand.expanders().forEach(expander -> expand(expand.name(), expander, crowd, out));
            } else {
                one(stage, crowd, out);
            }
        }
        return out;
    }

    private void expand(String stage, InstructionExpander expander, Crowd crowd, List<Crowd> out) {
        Instruction seed = crowd.example().instruction();
        EstimateContext context = context(stage, crowd, expander.wanted());
        List<Instruction> children = tried(() -> expander.expand(seed, context), List.of());
        if (context.calls().isEmpty()) {
            children.forEach(child -> out.add(new Crowd(child, crowd.number(), false)));
            return;
        }
        double each = (TokenGuess.of(seed.prompt()) + 8)
                * expander.wanted()
                / context.calls().size();
        note(stage, crowd.number(), context, new Factor(each * 0.5, each, each * 2));
        Instruction standIn = Instruction.builder(seed.prompt())
                .task(seed.task())
                .language(seed.language())
                .build();
        out.add(new Crowd(standIn, crowd.number().times(CHILDREN).times(expander.wanted()), false));
    }

    private void one(StageSpec stage, Crowd crowd, List<Crowd> out) {
        Instruction instruction = crowd.example().instruction();
        if (stage instanceof StageSpec.Classify classify) {
            EstimateContext context = context(stage.name(), crowd, 1);
            tried(() -> classify.classifier().classify(instruction, context), null);
            note(stage.name(), crowd.number(), context, new Factor(LABEL / 2, LABEL, LABEL * 2));
            out.add(crowd);
        } else if (stage instanceof StageSpec.Refine refine) {
            EstimateContext context = context(stage.name(), crowd, 1);
            Instruction refined = tried(() -> refine.refiner().refine(instruction, context), instruction);
            double tokens = TokenGuess.of(instruction.text()) + 10;
            note(stage.name(), crowd.number(), context, new Factor(tokens, tokens * 2, tokens * 4));
            Instruction next = context.calls().isEmpty() ? refined : instruction.withText(instruction.text());
            out.add(new Crowd(next, crowd.number(), crowd.seed()));
        } else if (stage instanceof StageSpec.Generate generate) {
            int wanted = generate.generator().wanted();
            EstimateContext context = context(stage.name(), crowd, wanted);
            List<InstructionPair> pairs = tried(() -> generate.generator().generate(instruction, context), List.of());
            note(
                    stage.name(),
                    crowd.number(),
                    context,
                    new Factor(responseTokens / 2, responseTokens, responseTokens * 2));
            if (context.calls().isEmpty()) {
                pairs.forEach(pair -> out.add(new Crowd(pair, crowd.number(), crowd.seed())));
            } else {
                InstructionPair standIn = InstructionPair.of(instruction, responseText);
                out.add(new Crowd(standIn, crowd.number().times(wanted), crowd.seed()));
            }
        } else if (stage instanceof StageSpec.Judge judge && crowd.example() instanceof InstructionPair pair) {
            EstimateContext context = context(stage.name(), crowd, 1);
            tried(() -> judge.judge().judge(pair, context), null);
            note(stage.name(), crowd.number(), context, new Factor(JUDGMENT / 2, JUDGMENT, JUDGMENT * 2));
            out.add(crowd);
        }
    }

    private EstimateContext context(String stage, Crowd crowd, int wanted) {
        return new EstimateContext(stage, crowd.example(), wanted, exemplars, settings.seed(), responseText);
    }

    /** A stand-in may be no answer that a strategy can use; its requests are noted all the same. */
    private static <T extends @Nullable Object> T tried(Supplier<? extends T> strategy, T otherwise) {
        try {
            return strategy.get();
        } catch (RuntimeException e) {
            return otherwise;
        }
    }

    private void note(String stage, Factor number, EstimateContext context, Factor completionTokens) {
        for (EstimateContext.Call call : context.calls()) {
            double most = call.request().maxTokens();
            Factor capped = new Factor(
                    Math.min(most, completionTokens.low()),
                    Math.min(most, completionTokens.expected()),
                    Math.min(most, completionTokens.high()));
            ModelInfo model = call.model().info();
            Price price = model.price();
            if (price != null) {
                prices.putIfAbsent(model.identity(), price);
            }
            sums.computeIfAbsent(new Place(stage, model.identity()), place -> new Sum())
                    .add(number, TokenGuess.of(call.request()), capped);
        }
    }

    private static List<Crowd> scaled(List<Crowd> crowds, Factor factor) {
        return crowds.stream()
                .map(crowd -> new Crowd(crowd.example(), crowd.number().times(factor), crowd.seed()))
                .toList();
    }

    private static Factor total(List<Crowd> crowds) {
        double low = 0;
        double expected = 0;
        double high = 0;
        for (Crowd crowd : crowds) {
            low += crowd.number().low();
            expected += crowd.number().expected();
            high += crowd.number().high();
        }
        return new Factor(low, expected, high);
    }

    /** Returns how often the work of one round is done until a target is met: less than once where it is soon met. */
    private Factor rounds(Factor delivered, Factor pass) {
        Target target = settings.target();
        if (target == null || delivered.expected() == 0) {
            return Factor.ONE;
        }
        double wanted = target.accepted();
        return new Factor(
                wanted / Math.max(1, delivered.high() * pass.low()),
                wanted / Math.max(1, delivered.expected() * pass.expected()),
                wanted / Math.max(1, delivered.low() * pass.high()));
    }

    private List<Estimate.Stage> figures(Factor rounds) {
        List<Estimate.Stage> figures = new ArrayList<>();
        sums.forEach((place, sum) -> {
            Estimate.Range prompt = range(sum.prompt.times(rounds));
            Estimate.Range completion = range(sum.completion.times(rounds));
            Price price = prices.get(place.model());
            Estimate.Money cost = price == null
                    ? null
                    : new Estimate.Money(
                            price.worstCase(prompt.low(), completion.low()),
                            price.worstCase(prompt.expected(), completion.expected()),
                            price.worstCase(prompt.high(), completion.high()));
            figures.add(new Estimate.Stage(
                    place.stage(), place.model(), range(sum.requests.times(rounds)), prompt, completion, cost, null));
        });
        return figures;
    }

    private static Estimate.Range range(Factor factor) {
        return new Estimate.Range(Math.round(factor.low()), Math.round(factor.expected()), Math.round(factor.high()));
    }
}
