package io.augment.local.internal.token;

import io.augment.chat.BadRequestException;
import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import io.augment.local.internal.gguf.GgufMetadata;
import java.nio.charset.StandardCharsets;

/**
 * Turns text into tokens and tokens into text: byte-level byte-pair encoding (Sennrich et al. 2016, arXiv 1508.07909; over
 * bytes as in GPT-2). Text is taken as it is, without Unicode normalization; half a surrogate pair is read as U+FFFD.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class BpeTokenizer {
    private final Vocabulary vocabulary;
    private final PreTokenizer preTokenizer;
    private final SpecialTokens specials;
    private final MergeTable merges;
    private final int[] symbolOfByte;

    private BpeTokenizer(Vocabulary vocabulary, PreTokenizer preTokenizer, MergeTable merges, int[] symbolOfByte) {
        this.vocabulary = vocabulary;
        this.preTokenizer = preTokenizer;
        this.merges = merges;
        this.symbolOfByte = symbolOfByte;
        this.specials = new SpecialTokens(vocabulary.specials());
    }

    /**
     * Reads the tokenizer of a model file.
     *
     * @throws ModelFileException if the file's tokenizer is of a kind that is unknown here, or contradicts itself
     */
    public static BpeTokenizer of(GgufMetadata file) {
        String model = file.string("tokenizer.ggml.model");
        if (!model.equals("gpt2")) {
            throw new ModelFileException(
                    file.file(),
                    Problem.UNSUPPORTED_TEXT,
                    "The tokenizer (tokenizer.ggml.model) is '" + model
                            + "'; only byte-level BPE, 'gpt2', can be read.");
        }
        String name = file.string("tokenizer.ggml.pre");
        PreTokenizer preTokenizer = PreTokenizer.named(name);
        if (preTokenizer == null) {
            throw new ModelFileException(
                    file.file(),
                    Problem.UNSUPPORTED_TEXT,
                    "The pre-tokenizer (tokenizer.ggml.pre) is '" + name
                            + "'; known are 'qwen2', 'llama-bpe' and 'gpt-2'.");
        }
        return MergeReader.read(Vocabulary.of(file), preTokenizer, file);
    }

    static BpeTokenizer of(Vocabulary vocabulary, PreTokenizer preTokenizer, MergeTable merges, int[] symbolOfByte) {
        return new BpeTokenizer(vocabulary, preTokenizer, merges, symbolOfByte);
    }

    /** Returns the vocabulary. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * Returns the tokens of somebody's text: names of control tokens in it stay text. Entries that the vocabulary marks as
     * user-defined are found nevertheless.
     *
     * @throws BadRequestException if the vocabulary lacks an entry for a byte of the text
     */
    public int[] encode(String text) {
        return encode(text, false);
    }

    /**
     * Returns the tokens of a frame around somebody's text: names of control tokens become those tokens.
     *
     * @throws BadRequestException if the vocabulary lacks an entry for a byte of the text
     */
    public int[] encodeFrame(String text) {
        return encode(text, true);
    }

    private int[] encode(String text, boolean frame) {
        IntList ids = new IntList();
        PieceMerger merger = new PieceMerger(merges);
        int at = 0;
        for (SpecialTokens.Match match : specials.find(text, frame)) {
            encode(text, at, match.start(), merger, ids);
            ids.add(match.id());
            at = match.end();
        }
        encode(text, at, text.length(), merger, ids);
        return ids.toArray();
    }

    private void encode(String text, int from, int to, PieceMerger merger, IntList ids) {
        int at = from;
        while (at < to) {
            int end = preTokenizer.end(text, at, to);
            piece(text, at, end, merger, ids);
            at = end;
        }
    }

    private void piece(String text, int from, int to, PieceMerger merger, IntList ids) {
        if (preTokenizer.takesWholePieces()) {
            byte[] bytes = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
            int whole = vocabulary.find(bytes, 0, bytes.length);
            if (whole >= 0) {
                ids.add(whole);
                return;
            }
        }
        int[] symbols = merger.symbols(Math.multiplyExact(to - from, 3));
        int count = merger.merge(Utf8.encode(text, from, to, symbolOfByte, symbols));
        for (int i = 0; i < count; i++) {
            if (symbols[i] < vocabulary.size()) {
                ids.add(symbols[i]);
            } else {
                spell(symbols[i], ids);
            }
        }
    }

    /** A merge may make what is no entry; it is spelled by its bytes. */
    private void spell(int symbol, IntList ids) {
        for (byte b : vocabulary.entries().get(symbol)) {
            int id = symbolOfByte[b & 0xFF];
            if (id >= vocabulary.size()) {
                throw new BadRequestException(
                        String.format(
                                "The model's vocabulary has no entry for the byte 0x%02X, so that it cannot read this"
                                        + " text",
                                b & 0xFF),
                        null,
                        null,
                        null);
            }
            ids.add(id);
        }
    }

    /** Returns the text of tokens, control tokens left out. */
    public String decode(int[] ids) {
        TextDecoder decoder = decoder();
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(decoder.append(bytes(id)));
        }
        return text.append(decoder.end()).toString();
    }

    /** Returns the bytes that a token adds to a text; none for a control token. */
    public byte[] bytes(int id) {
        return vocabulary.isControl(id) ? new byte[0] : vocabulary.bytes(id);
    }

    /** Returns a decoder for tokens that come one by one. */
    public TextDecoder decoder() {
        return new TextDecoder();
    }
}
