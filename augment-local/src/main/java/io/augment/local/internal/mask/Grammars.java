package io.augment.local.internal.mask;

import io.augment.chat.BadRequestException;
import io.augment.local.internal.token.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the grammars for a model, and remembers the last ones. The index of the vocabulary is made when it is first needed.
 * Safe for use by many threads.
 */
public final class Grammars {
    private static final int REMEMBERED = 16;

    private final Vocabulary vocabulary;
    private @Nullable TokenIndex index;
    private final Map<Object, Grammar> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Grammar> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Creates the grammars of a vocabulary. */
    public Grammars(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Returns the grammar of replies that are one of some texts.
     *
     * @throws BadRequestException if there are none, one of them is empty, or the vocabulary cannot write them
     */
    public Grammar choices(List<String> texts) {
        if (texts.isEmpty() || texts.contains("")) {
            throw new BadRequestException(
                    "A reply is chosen from one or more texts, none of them empty", null, null, null);
        }
        return remember(List.copyOf(texts), () -> {
            List<byte[]> bytes = texts.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toList();
            return new Grammar(index(), new Choice(bytes, index()));
        });
    }

    /**
     * Returns the grammar of replies that are JSON of a schema, without white space.
     *
     * @param schema a JSON Schema
     * @throws BadRequestException if it is none, or has a keyword that is unknown here; the message names it
     */
    public Grammar json(String schema) {
        return remember(schema, () -> new Grammar(index(), new SchemaReader(index()).read(schema)));
    }

    private synchronized Grammar remember(Object key, Supplier<Grammar> make) {
        Grammar known = remembered.get(key);
        if (known == null) {
            known = make.get();
            remembered.put(key, known);
        }
        return known;
    }

    private TokenIndex index() {
        if (index == null) {
            TokenIndex made = new TokenIndex(vocabulary);
            int missing = made.missingByte();
            if (missing >= 0) {
                throw new BadRequestException(
                        String.format(
                                "The model's vocabulary has no entry for the byte 0x%02X, so that its replies cannot be"
                                        + " constrained",
                                missing),
                        null,
                        null,
                        null);
            }
            index = made;
        }
        return index;
    }
}
