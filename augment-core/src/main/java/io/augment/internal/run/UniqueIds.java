package io.augment.internal.run;

import io.augment.internal.util.Hex;
import io.augment.internal.util.LongSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Keeps identifiers unique: a repeated one becomes {@code id#2}, {@code id#3} and so on. */
final class UniqueIds {
    private final LongSet seen = new LongSet();
    private final Map<String, Integer> repeated = new HashMap<>();

    String unique(String id) {
        if (seen.add(hash(id))) {
            return id;
        }
        while (true) {
            int number = repeated.merge(id, 2, (old, two) -> old + 1);
            String candidate = id + "#" + number;
            if (seen.add(hash(candidate))) {
                return candidate;
            }
        }
    }

    private static long hash(String id) {
        return ByteBuffer.wrap(Hex.sha256().digest(id.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
