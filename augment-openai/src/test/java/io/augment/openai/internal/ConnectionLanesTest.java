package io.augment.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionLanesTest {
    private static final int CALLS_PER_LANE = 16;

    private final OkHttpClient client = HttpClients.create();
    private final ConnectionLanes lanes = ConnectionLanes.like(client);

    @AfterEach
    void close() {
        lanes.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverHasMorePlacesThanCallsWereEverUnderWay(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<OkHttpClient> underWay = new ArrayList<>();
        Map<OkHttpClient, Integer> ever = new HashMap<>();
        int most = 0;
        for (int step = 0; step < 2_000; step++) {
            if (underWay.isEmpty() || random.nextInt(100) < 52) {
                underWay.add(lanes.take());
            } else {
                lanes.give(underWay.remove(random.nextInt(underWay.size())));
            }
            most = Math.max(most, underWay.size());
            Map<OkHttpClient, Integer> now = new HashMap<>();
            underWay.forEach(lane -> now.merge(lane, 1, Integer::sum));
            now.forEach((lane, calls) -> ever.merge(lane, calls, Math::max));
        }
        assertThat(ever.values()).allMatch(calls -> calls <= CALLS_PER_LANE);
        assertThat(ever).hasSize((most + CALLS_PER_LANE - 1) / CALLS_PER_LANE);
    }

    @Test
    void takesThePlaceThatWasGivenBackLast() {
        OkHttpClient first = lanes.take();
        for (int i = 1; i < CALLS_PER_LANE; i++) {
            lanes.take();
        }
        OkHttpClient other = lanes.take();
        assertThat(other).isNotSameAs(first);
        lanes.give(first);
        lanes.give(other);

        assertThat(lanes.take()).isSameAs(other);
        assertThat(lanes.take()).isSameAs(first);
    }

    @Test
    void leavesAClientOfTheCallersAsItIs() {
        ConnectionLanes only = ConnectionLanes.only(client);

        assertThat(List.of(only.take(), only.take())).containsOnly(client);
    }

    @Test
    void lanesShareNoConnections() {
        OkHttpClient lane = lanes.take();

        assertThat(lane.connectionPool()).isNotSameAs(client.connectionPool());
        assertThat(lane.followRedirects()).isFalse();
        assertThat(lane.socketFactory()).isSameAs(client.socketFactory());
    }
}
