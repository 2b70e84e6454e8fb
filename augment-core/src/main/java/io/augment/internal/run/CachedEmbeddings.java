package io.augment.internal.run;

import io.augment.chat.CallScope;
import io.augment.chat.ChatException;
import io.augment.chat.EmbeddingModel;
import io.augment.chat.EmbeddingReply;
import io.augment.chat.ModelInfo;
import io.augment.chat.Price;
import io.augment.chat.Usage;
import io.augment.internal.chat.embed.EmbeddingChat;
import io.augment.internal.ledger.Charge;
import io.augment.internal.ledger.Ledger;
import io.augment.internal.ledger.LedgerEntry;
import io.augment.internal.ledger.LedgerKey;
import io.augment.run.RunDirectory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the vectors of an embedding model in a ledger, one by one, whatever batches they came in. */
public final class CachedEmbeddings implements EmbeddingModel, AutoCloseable {
    private static final String STAGE = "embed";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final EmbeddingModel model;
    private final DirectoryLock lock;
    private final Ledger ledger;

    /** Opens a directory, whose ledger this process alone writes from now on. */
    public CachedEmbeddings(EmbeddingModel model, RunDirectory directory) {
        this.model = model;
        this.lock = DirectoryLock.take(directory);
        this.ledger = Ledger.open(directory.ledger());
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return embed(texts, CallScope.ofTimeout(TIMEOUT)).vectors();
    }

    @Override
    public EmbeddingReply embed(List<String> texts, CallScope scope) {
        Map<String, float @Nullable []> vectors = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String text : texts) {
            if (!vectors.containsKey(text)) {
                float[] known = known(text);
                vectors.put(text, known);
                if (known == null) {
                    missing.add(text);
                }
            }
        }
        Usage usage = null;
        if (!missing.isEmpty()) {
            EmbeddingReply reply = ask(missing, scope);
            usage = reply.usage();
            for (int i = 0; i < missing.size(); i++) {
                vectors.put(missing.get(i), reply.vectors().get(i));
            }
        }
        List<float[]> inOrder = new ArrayList<>();
        texts.forEach(text -> inOrder.add(Objects.requireNonNull(vectors.get(text))));
        return new EmbeddingReply(inOrder, usage);
    }

    private LedgerKey key(String text) {
        return LedgerKey.of(model.info(), EmbeddingChat.request(List.of(text)), 0);
    }

    private float @Nullable [] known(String text) {
        return ledger.find(key(text)) instanceof LedgerEntry.Reply reply
                ? EmbeddingChat.vectors(reply.response()).get(0)
                : null;
    }

    /** Asks for all texts at once; what that costs is divided among them by their lengths. */
    private EmbeddingReply ask(List<String> texts, CallScope scope) {
        List<Ledger.Attempt> attempts = new ArrayList<>();
        for (String text : texts) {
            attempts.add(ledger.hold(
                    key(text),
                    STAGE,
                    model.info().identity(),
                    charge(text.getBytes(StandardCharsets.UTF_8).length),
                    false));
        }
        EmbeddingReply reply;
        try {
            reply = EmbeddingChat.embed(model, texts, scope);
        } catch (ChatException e) {
            attempts.forEach(attempt -> ledger.miss(attempt, e.reason(), attempt.most()));
            throw e;
        }
        long bytes = attempts.stream()
                .mapToLong(attempt -> attempt.most().promptTokens())
                .sum();
        for (int i = 0; i < texts.size(); i++) {
            EmbeddingReply one = new EmbeddingReply(List.of(reply.vectors().get(i)), null);
            Charge most = attempts.get(i).most();
            Usage usage = reply.usage();
            Charge charge = usage == null || bytes == 0
                    ? most
                    : charge(Math.round(usage.promptTokens() * (most.promptTokens() / (double) bytes)));
            ledger.reply(attempts.get(i), EmbeddingChat.response(one), charge);
        }
        return reply;
    }

    private Charge charge(long tokens) {
        Price price = model.info().price();
        return new Charge(tokens, 0, price == null ? null : price.worstCase(tokens, 0));
    }

    @Override
    public ModelInfo info() {
        return model.info();
    }

    @Override
    public void close() {
        ledger.close();
        lock.close();
    }
}
