package io.augment.local.internal.token;

import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import io.augment.local.internal.gguf.GgufMetadata;
import io.augment.local.internal.gguf.GgufStrings;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds the entries of a model's vocabulary: their bytes, and which of them control the conversation.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Vocabulary {
    /** More entries than any model has, and few enough for {@link MergeTable}. */
    private static final int MOST = 1_000_000;

    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int USER_DEFINED = 4;
    private static final int UNUSED = 5;

    /** Entries that end a turn even where the file calls them plain text, as in llama.cpp ({@code llama-vocab.cpp}). */
    private static final Set<String> KNOWN_ENDS =
            Set.of("<|im_end|>", "<|eot_id|>", "<|eom_id|>", "<|endoftext|>", "<|end_of_text|>", "</s>");

    private final ByteStrings entries;
    private final byte[] types;
    private final int size;
    private final int[] ends;
    private final Map<String, Special> specials;

    private Vocabulary(ByteStrings entries, byte[] types, int[] ends) {
        this.entries = entries;
        this.types = types;
        this.size = types.length;
        this.ends = ends;
        this.specials = findSpecials();
    }

    /**
     * Reads the entries from a file's metadata.
     *
     * @throws ModelFileException if the file's vocabulary is missing or contradicts itself
     */
    static Vocabulary of(GgufMetadata file) {
        GgufStrings tokens = file.strings("tokenizer.ggml.tokens");
        int size = tokens.size();
        if (size == 0 || size > MOST) {
            throw new ModelFileException(
                    file.file(),
                    Problem.UNSUPPORTED_TEXT,
                    "The vocabulary (tokenizer.ggml.tokens) has " + size + " entries; it should have 1 to " + MOST
                            + ".");
        }
        long[] kinds = file.integersOrNull("tokenizer.ggml.token_type");
        if (kinds != null && kinds.length != size) {
            throw new ModelFileException(
                    file.file(),
                    Problem.UNSUPPORTED_TEXT,
                    "The vocabulary has " + size + " entries, but types (tokenizer.ggml.token_type) for " + kinds.length
                            + ".");
        }
        ByteStrings entries = new ByteStrings(size);
        byte[] types = new byte[size];
        for (int id = 0; id < size; id++) {
            types[id] = kinds == null || kinds[id] < 1 || kinds[id] > 6 ? 1 : (byte) kinds[id];
            String token = tokens.get(id);
            if (KNOWN_ENDS.contains(token)) {
                types[id] = CONTROL;
            }
            boolean plain = types[id] != UNKNOWN && types[id] != CONTROL && types[id] != USER_DEFINED;
            entries.add(plain ? ByteAlphabet.bytes(token) : token.getBytes(StandardCharsets.UTF_8), plain);
        }
        return new Vocabulary(entries, types, ends(file, entries, types));
    }

    private static int[] ends(GgufMetadata file, ByteStrings entries, byte[] types) {
        IntList ends = new IntList();
        boolean[] taken = new boolean[types.length];
        for (String key : List.of("tokenizer.ggml.eos_token_id", "tokenizer.ggml.eot_token_id")) {
            long id = file.integer(key, types.length);
            if (file.has(key) && (id < 0 || id >= types.length)) {
                throw new ModelFileException(
                        file.file(),
                        Problem.UNSUPPORTED_TEXT,
                        key + " is " + id + ", but the vocabulary has " + types.length + " entries.");
            }
            if (id < types.length && !taken[(int) id]) {
                taken[(int) id] = true;
                ends.add((int) id);
            }
        }
        for (int id = 0; id < types.length; id++) {
            if (types[id] == CONTROL
                    && !taken[id]
                    && KNOWN_ENDS.contains(new String(entries.get(id), StandardCharsets.UTF_8))) {
                ends.add(id);
            }
        }
        return ends.toArray();
    }

    /** Returns how many entries there are. */
    public int size() {
        return size;
    }

    /** Returns the bytes of an entry; those of a control token are its name. */
    public byte[] bytes(int id) {
        return entries.get(id);
    }

    /** Returns how many bytes an entry has. */
    public int length(int id) {
        return entries.length(id);
    }

    /** Returns one byte of an entry. */
    public byte byteAt(int id, int index) {
        return entries.byteAt(id, index);
    }

    /** Returns whether an entry controls the conversation and is no part of a text. */
    public boolean isControl(int id) {
        return types[id] == CONTROL || types[id] == UNKNOWN;
    }

    /** Returns whether an entry is ordinary text: no control token, no placeholder and nothing that the user defined. */
    public boolean isPlain(int id) {
        return !isControl(id) && types[id] != USER_DEFINED && types[id] != UNUSED;
    }

    /** Returns whether a token ends the model's turn. */
    public boolean isEnd(int id) {
        for (int end : ends) {
            if (end == id) {
                return true;
            }
        }
        return false;
    }

    /** Returns the tokens that end the model's turn; possibly none. */
    public int[] ends() {
        return ends.clone();
    }

    /** Returns the number of the plain entry with some bytes of an array, or -1. */
    public int find(byte[] bytes, int from, int length) {
        int id = entries.find(bytes, from, length);
        return id < size ? id : -1;
    }

    /** Returns the number of the control or user-defined token of a name, or -1. */
    public int special(String name) {
        Special special = specials.get(name);
        return special == null ? -1 : special.id();
    }

    /** Byte strings, among them such as only merges make: numbers from {@link #size()} on. */
    ByteStrings entries() {
        return entries;
    }

    /** Returns the control and user-defined tokens. */
    Collection<Special> specials() {
        return specials.values();
    }

    private Map<String, Special> findSpecials() {
        Map<String, Special> found = new LinkedHashMap<>();
        for (int id = 0; id < size; id++) {
            boolean always = types[id] == USER_DEFINED;
            if ((always || isControl(id)) && length(id) > 0) {
                String name = new String(bytes(id), StandardCharsets.UTF_8);
                found.putIfAbsent(name, new Special(id, name, always));
            }
        }
        return found;
    }

    /**
     * A token that is found in text as a whole.
     *
     * @param always whether it is found in everybody's text, and not only in a frame
     */
    record Special(int id, String text, boolean always) {}
}
