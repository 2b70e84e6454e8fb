package io.augment.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LedgerIndexTest {
    private static final int LEAST = 1000;
    private static final int BYTES_PER_REPLY = 32;

    @Test
    void costsAtMost32BytesAReply() {
        LedgerIndex index = new LedgerIndex();
        SplittableRandom random = new SplittableRandom(1);
        for (int size = 1; size <= 100_000; size++) {
            index.add(new LedgerKey(random.nextLong(), random.nextLong()), size);
            if (size >= LEAST) {
                assertThat(index.heapBytes()).isLessThanOrEqualTo((long) BYTES_PER_REPLY * size);
            }
        }
    }

    @Test
    void findsTheNewestPlaceOfEveryKeyAlsoAmongKeysThatLookAlike() {
        LedgerIndex index = new LedgerIndex();
        SplittableRandom random = new SplittableRandom(2);
        Map<LedgerKey, Long> newest = new HashMap<>();
        Map<Long, LedgerKey> at = new HashMap<>();
        for (long place = 0; place < 6_000; place++) {
            long low = random.nextInt(4) == 0 ? random.nextInt(50) : random.nextLong();
            LedgerKey key = new LedgerKey(random.nextInt(3), low);
            index.add(key, place);
            newest.put(key, place);
            at.put(place, key);
        }
        newest.forEach((key, place) -> assertThat(index.find(key, candidate -> key.equals(at.get(candidate))))
                .isEqualTo(place));
        LedgerKey absent = new LedgerKey(9, 7);
        assertThat(index.mayContain(absent)).isTrue();
        assertThat(index.find(absent, candidate -> absent.equals(at.get(candidate))))
                .isEqualTo(-1);
        assertThat(index.mayContain(new LedgerKey(0, Long.MIN_VALUE + 5))).isFalse();
    }

    @Test
    void staysFastForKeysThatCrowdTogether() {
        LedgerIndex index = new LedgerIndex();
        for (long i = 0; i < 5000; i++) {
            index.add(new LedgerKey(i, -1 - i), i);
        }
        for (long i = 0; i < 5000; i++) {
            assertThat(index.find(new LedgerKey(i, -1 - i), place -> true)).isEqualTo(i);
        }
    }
}
