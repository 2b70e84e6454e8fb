package io.augment.testkit.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestTableTest {
    @Test
    void countsLikeAMap() {
        Random random = new Random(4);
        RequestTable table = new RequestTable();
        Map<Long, Integer> attempts = new HashMap<>();
        Map<Long, Long> notBefore = new HashMap<>();
        Set<Long> answered = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            long hash = Hashes.mix(random.nextInt(20_000)); // 0 among them
            long now = random.nextInt(1000);
            switch (random.nextInt(4)) {
                case 0 -> {
                    boolean complete = random.nextBoolean();
                    table.answered(hash, complete);
                    if (complete) {
                        answered.add(hash);
                    } else {
                        answered.remove(hash);
                    }
                }
                case 1 -> {
                    table.notBefore(hash, now);
                    notBefore.put(hash, now);
                }
                default -> {
                    RequestTable.Arrival arrival = table.arrive(hash, now);
                    assertThat(arrival.attempt()).isEqualTo(attempts.merge(hash, 1, Integer::sum));
                    assertThat(arrival.afterReply()).isEqualTo(answered.contains(hash));
                    assertThat(arrival.early()).isEqualTo(now < notBefore.getOrDefault(hash, Long.MIN_VALUE));
                }
            }
        }
    }
}
