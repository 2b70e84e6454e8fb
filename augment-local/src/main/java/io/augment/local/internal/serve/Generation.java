package io.augment.local.internal.serve;

import io.augment.chat.ChatRequest;
import io.augment.chat.FinishReason;
import io.augment.chat.TokenLogprob;
import io.augment.local.internal.mask.TokenMask;
import io.augment.local.internal.sample.LogProbabilities;
import io.augment.local.internal.sample.LoopGuard;
import io.augment.local.internal.sample.Sampler;
import io.augment.local.internal.sample.StopTexts;
import io.augment.local.internal.token.BpeTokenizer;
import io.augment.local.internal.token.TextDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one reply token by token. Not safe for use by many threads; read it when its job is over. */
final class Generation implements Step {
    private final BpeTokenizer tokenizer;
    private final Sampler sampler;
    private final @Nullable TokenMask mask;
    private final StopTexts stops;
    private final LoopGuard loops = new LoopGuard();
    private final TextDecoder decoder;
    private final int maxTokens;
    private final int topLogprobs;
    private final StringBuilder text = new StringBuilder();
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private FinishReason finishReason = FinishReason.UNKNOWN;
    private int count;

    Generation(BpeTokenizer tokenizer, Sampler sampler, @Nullable TokenMask mask, ChatRequest request) {
        this.tokenizer = tokenizer;
        this.sampler = sampler;
        this.mask = mask;
        this.stops = new StopTexts(request.stop());
        this.decoder = tokenizer.decoder();
        this.maxTokens = request.maxTokens();
        this.topLogprobs = request.topLogprobs();
    }

    @Override
    public int next(float[] scores) {
        int known = Math.min(tokenizer.vocabulary().size(), scores.length);
        Arrays.fill(scores, known, scores.length, Float.NEGATIVE_INFINITY);
        LogProbabilities before = topLogprobs > 0 ? LogProbabilities.of(scores) : null;
        if (mask != null) {
            mask.apply(scores, maxTokens - count);
        }
        int id = sampler.choose(scores);
        count++;
        if (mask != null) {
            mask.accept(id);
        }
        if (tokenizer.vocabulary().isEnd(id)) {
            return end(FinishReason.STOP);
        }
        if (before != null) {
            logprobs.add(logprob(before, id));
        }
        String piece = decoder.append(tokenizer.bytes(id));
        text.append(stops.append(piece));
        if (stops.stopped()) {
            return end(FinishReason.STOP);
        }
        if (mask != null && mask.isFinished()) {
            return end(FinishReason.STOP);
        }
        if (count == maxTokens) {
            return end(FinishReason.LENGTH);
        }
        if (loops.add(id, piece) != null) {
            if (mask == null) {
                return end(FinishReason.LENGTH);
            }
            mask.close();
        }
        return id;
    }

    private int end(FinishReason reason) {
        finishReason = mask != null && mask.wasCutShort() ? FinishReason.LENGTH : reason;
        text.append(stops.append(decoder.end())).append(stops.end());
        return END;
    }

    private TokenLogprob logprob(LogProbabilities probabilities, int id) {
        List<TokenLogprob> top = new ArrayList<>();
        for (LogProbabilities.Entry entry : probabilities.top(topLogprobs)) {
            top.add(new TokenLogprob(name(entry.id()), entry.logProbability(), List.of()));
        }
        return new TokenLogprob(name(id), probabilities.of(id), top);
    }

    private String name(int id) {
        return new String(tokenizer.vocabulary().bytes(id), StandardCharsets.UTF_8);
    }

    String text() {
        return text.toString();
    }

    List<TokenLogprob> logprobs() {
        return logprobs;
    }

    FinishReason finishReason() {
        return finishReason;
    }

    int count() {
        return count;
    }
}
