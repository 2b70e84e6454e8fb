package io.augment.local.internal.serve;

import io.augment.chat.BadRequestException;
import io.augment.chat.CallScope;
import io.augment.chat.CallTimeoutException;
import io.augment.chat.ChatException;
import io.augment.chat.ChatRequest;
import io.augment.chat.ChatResponse;
import io.augment.chat.Usage;
import io.augment.local.internal.mask.Grammar;
import io.augment.local.internal.mask.Grammars;
import io.augment.local.internal.mask.TokenMask;
import io.augment.local.internal.sample.LogProbabilities;
import io.augment.local.internal.sample.Sampler;
import io.augment.local.internal.template.ChatFrame;
import io.augment.local.internal.token.BpeTokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers requests with a model's engine, tokenizer and chat frame. Safe for use by many threads. */
public final class LocalModel implements AutoCloseable {
    private final String name;
    private final Engine engine;
    private final float[] adapterScales;
    private final BpeTokenizer tokenizer;
    private final ChatFrame frame;
    private final Grammars grammars;

    LocalModel(String name, Engine engine, float[] adapterScales, BpeTokenizer tokenizer, ChatFrame frame) {
        this.name = name;
        this.engine = engine;
        this.adapterScales = adapterScales;
        this.tokenizer = tokenizer;
        this.frame = frame;
        this.grammars = new Grammars(tokenizer.vocabulary());
    }

    /** Returns the tokens of a request's prompt. */
    public int[] prompt(ChatRequest request) {
        return frame.encode(request.messages(), tokenizer);
    }

    /**
     * Answers a request.
     *
     * @param seed where the random choices start
     * @throws ChatException if there is no complete reply
     */
    public ChatResponse chat(ChatRequest request, Defaults defaults, long seed, CallScope scope, Duration timeout) {
        int[] prompt = checkedPrompt(request, request.maxTokens());
        TokenMask mask = null;
        if (request.replySchema() != null) {
            Grammar grammar = grammars.json(request.replySchema().toJson());
            if (grammar.leastTokens() > request.maxTokens()) {
                throw badRequest(
                        "A reply of the schema " + request.replySchema().name() + " has at least "
                                + grammar.leastTokens() + " tokens, but maxTokens is " + request.maxTokens() + ".");
            }
            mask = grammar.start();
        }
        Sampler sampler = new Sampler(defaults.of(request, seed), prompt);
        Generation generation = new Generation(tokenizer, sampler, mask, request);
        Job job = run(prompt, generation, scope, timeout);
        return ChatResponse.builder(generation.text())
                .finishReason(generation.finishReason())
                .usage(new Usage(prompt.length, job.reused(), generation.count()))
                .model(name)
                .logprobs(generation.logprobs())
                .build();
    }

    /**
     * Returns how probable it is that the reply begins with each of some labels, as if it could begin with nothing else.
     *
     * @throws ChatException if the labels cannot be told apart, or there is no complete result
     */
    public Map<String, Double> scoreChoices(
            ChatRequest request, List<String> labels, CallScope scope, Duration timeout) {
        List<int[]> tokens = labels.stream().map(tokenizer::encode).toList();
        checkLabels(labels, tokens);
        int longest = tokens.stream().mapToInt(ids -> ids.length).max().orElse(1);
        int[] prompt = checkedPrompt(request, longest);
        double[] logs = new double[labels.size()];
        // All labels share the scores of the first token.
        List<LogProbabilities> first = new ArrayList<>();
        run(
                prompt,
                scores -> {
                    first.add(LogProbabilities.of(scores));
                    return Step.END;
                },
                scope,
                timeout);
        for (int i = 0; i < logs.length; i++) {
            int[] ids = tokens.get(i);
            logs[i] = first.get(0).of(ids[0]);
            if (ids.length > 1) {
                Forced rest = new Forced(ids);
                run(concat(prompt, ids[0]), rest, scope, timeout);
                logs[i] += rest.sum;
            }
        }
        double best = Arrays.stream(logs).max().orElse(0);
        double sum = Arrays.stream(logs).map(log -> Math.exp(log - best)).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int i = 0; i < logs.length; i++) {
            shares.put(labels.get(i), Math.exp(logs[i] - best) / sum);
        }
        return shares;
    }

    /** Adds up the log-probabilities of given tokens after the first. */
    private static final class Forced implements Step {
        private final int[] ids;
        private int at = 1;
        private double sum;

        Forced(int[] ids) {
            this.ids = ids;
        }

        @Override
        public int next(float[] scores) {
            sum += LogProbabilities.of(scores).of(ids[at]);
            at++;
            return at == ids.length ? END : ids[at - 1];
        }
    }

    private static int[] concat(int[] prompt, int token) {
        int[] all = Arrays.copyOf(prompt, prompt.length + 1);
        all[prompt.length] = token;
        return all;
    }

    private static void checkLabels(List<String> labels, List<int[]> tokens) {
        if (labels.size() < 2 || labels.contains("")) {
            throw badRequest("Two or more labels are needed, none of them empty.");
        }
        for (int i = 0; i < tokens.size(); i++) {
            for (int j = 0; j < tokens.size(); j++) {
                int[] shorter = tokens.get(i);
                if (i != j && Arrays.mismatch(shorter, tokens.get(j)) < 0) {
                    throw badRequest("The label \"" + labels.get(i) + "\" is there twice.");
                }
                if (i != j && Arrays.mismatch(shorter, tokens.get(j)) == shorter.length) {
                    throw badRequest("For this model the label \"" + labels.get(j) + "\" begins with the label \""
                            + labels.get(i) + "\", so that their probabilities cannot be compared.");
                }
            }
        }
    }

    private int[] checkedPrompt(ChatRequest request, int maxTokens) {
        int[] prompt;
        try {
            prompt = prompt(request);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(name + ": " + e.getMessage() + ".", null, null, e);
        }
        int context = engine.options().context();
        if ((long) prompt.length + maxTokens > context) {
            throw badRequest("The prompt has " + prompt.length + " tokens and the reply may have " + maxTokens
                    + ", together " + ((long) prompt.length + maxTokens) + ", but a slot of the model holds " + context
                    + ". Shorten the prompt, lower maxTokens or raise contextPerSlot.");
        }
        return prompt;
    }

    private Job run(int[] prompt, Step step, CallScope scope, Duration timeout) {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(null);
        }
        try {
            Job job = engine.submit(prompt, adapterScales, step);
            scope.onCancel(job::cancel);
            Job.End end = await(job, timeout);
            if (end == Job.End.CANCELLED) {
                throw cancelled(null);
            }
            if (end == Job.End.TIMEOUT) {
                job.cancel();
                throw new CallTimeoutException(
                        "The local model " + name + " gave no complete reply within " + timeout
                                + ". Allow more time, or ask for fewer tokens.",
                        null,
                        null,
                        null,
                        null);
            }
            return job;
        } catch (EngineClosedException e) {
            throw cancelled(e);
        } catch (IllegalStateException e) {
            throw new ChatException("local-model", name + ": " + e.getMessage(), null, null, e);
        }
    }

    private Job.End await(Job job, Duration timeout) {
        try {
            return job.await(timeout);
        } catch (InterruptedException e) {
            job.cancel();
            Thread.currentThread().interrupt();
            return Job.End.CANCELLED;
        }
    }

    private ChatException cancelled(@Nullable EngineClosedException closed) {
        String message =
                closed == null ? "The call of the local model " + name + " was cancelled." : closed.getMessage();
        return new ChatException("cancelled", String.valueOf(message), null, null, closed);
    }

    private static BadRequestException badRequest(String message) {
        return new BadRequestException(message, null, null, null);
    }

    /** Ends what is under way, then the engine. */
    @Override
    public void close() {
        engine.close();
    }
}
