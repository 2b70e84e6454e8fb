package io.augment.local.internal.token;

import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import io.augment.local.internal.gguf.GgufMetadata;
import io.augment.local.internal.gguf.GgufStrings;

/**
 * Reads merges, {@code left right} a line, into a table of numbers. What a merge joins or makes need not be an entry of
 * the vocabulary: it then has a number behind the vocabulary's.
 */
final class MergeReader {
    /** More merges than any model has; each may add three symbols, and {@link MergeTable} numbers two million. */
    private static final int MOST = 350_000;

    private MergeReader() {}

    static BpeTokenizer read(Vocabulary vocabulary, PreTokenizer preTokenizer, GgufMetadata file) {
        GgufStrings pairs = file.stringsOrNull("tokenizer.ggml.merges");
        int count = pairs == null ? 0 : pairs.size();
        if (count > MOST) {
            throw new ModelFileException(
                    file.file(),
                    Problem.UNSUPPORTED_TEXT,
                    "The tokenizer has " + count + " merges (tokenizer.ggml.merges); it should have at most " + MOST
                            + ".");
        }
        ByteStrings entries = vocabulary.entries();
        int[] symbolOfByte = new int[256];
        for (int b = 0; b < 256; b++) {
            symbolOfByte[b] = number(entries, new byte[] {(byte) b});
        }
        MergeTable merges = new MergeTable(count);
        for (int rank = 0; pairs != null && rank < count; rank++) {
            String pair = pairs.get(rank);
            int gap = pair.indexOf(' ', 1);
            if (gap < 0 || gap == pair.length() - 1) {
                throw new ModelFileException(
                        file.file(),
                        Problem.UNSUPPORTED_TEXT,
                        "Merge " + rank + " (tokenizer.ggml.merges) joins no two parts: '"
                                + (pair.length() > 40 ? pair.substring(0, 40) + "…" : pair) + "'.");
            }
            byte[] left = ByteAlphabet.bytes(pair.substring(0, gap));
            byte[] right = ByteAlphabet.bytes(pair.substring(gap + 1));
            byte[] product = new byte[left.length + right.length];
            System.arraycopy(left, 0, product, 0, left.length);
            System.arraycopy(right, 0, product, left.length, right.length);
            merges.add(rank, number(entries, left), number(entries, right), number(entries, product));
        }
        entries.trim();
        return BpeTokenizer.of(vocabulary, preTokenizer, merges, symbolOfByte);
    }

    private static int number(ByteStrings entries, byte[] bytes) {
        int known = entries.find(bytes, 0, bytes.length);
        return known >= 0 ? known : entries.add(bytes, true);
    }
}
