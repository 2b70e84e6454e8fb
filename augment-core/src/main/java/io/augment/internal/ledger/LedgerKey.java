package io.augment.internal.ledger;

import io.augment.chat.ChatRequest;
import io.augment.chat.ModelInfo;
import io.augment.internal.json.ChatJson;
import io.augment.internal.util.Hex;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/**
 * Keys a reply: 128 bits of a SHA-256 over the model's identity and settings, the canonical request body and the sample
 * index.
 */
public record LedgerKey(long high, long low) {
    /** Makes the key of a request. */
    public static LedgerKey of(ModelInfo model, byte[] canonicalBody, long sampleIndex) {
        MessageDigest hash = Hex.sha256();
        hash.update(model.identity().getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, String> setting : model.parameters().entrySet()) {
            hash.update((byte) 0);
            hash.update(setting.getKey().getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 1);
            hash.update(setting.getValue().getBytes(StandardCharsets.UTF_8));
        }
        hash.update((byte) 2);
        hash.update(canonicalBody);
        hash.update((byte) 2);
        hash.update(ByteBuffer.allocate(Long.BYTES).putLong(sampleIndex).array());
        ByteBuffer digest = ByteBuffer.wrap(hash.digest());
        return new LedgerKey(digest.getLong(), digest.getLong());
    }

    /** Makes the key of a request. */
    public static LedgerKey of(ModelInfo model, ChatRequest request, long sampleIndex) {
        return of(model, ChatJson.canonical(request), sampleIndex);
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException if the text is not 32 hexadecimal digits
     */
    public static LedgerKey parse(String hex) {
        if (hex.length() != 32) {
            throw new IllegalArgumentException("A ledger key has 32 hexadecimal digits");
        }
        return new LedgerKey(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }

    /** Returns the key as 32 hexadecimal digits. */
    public String hex() {
        HexFormat format = HexFormat.of();
        return format.toHexDigits(high) + format.toHexDigits(low);
    }
}
