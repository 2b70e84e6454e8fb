package io.augment.local.internal.sample;

/** Finds the heaviest of some tokens, with a heap whose top is the lightest; of equal weights the lower token is better. */
final class Ranking {
    private Ranking() {}

    /** Brings the best {@code wanted} of the first {@code count} to the front, best first. */
    static void best(int[] ids, double[] weights, int count, int wanted) {
        for (int i = wanted / 2 - 1; i >= 0; i--) {
            sift(ids, weights, i, wanted);
        }
        for (int i = wanted; i < count; i++) {
            if (better(weights[i], ids[i], weights[0], ids[0])) {
                swap(ids, weights, 0, i);
                sift(ids, weights, 0, wanted);
            }
        }
        for (int end = wanted - 1; end > 0; end--) {
            swap(ids, weights, 0, end);
            sift(ids, weights, 0, end);
        }
    }

    private static void sift(int[] ids, double[] weights, int at, int size) {
        int parent = at;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && better(weights[child], ids[child], weights[child + 1], ids[child + 1])) {
                child++;
            }
            if (better(weights[child], ids[child], weights[parent], ids[parent])) {
                break;
            }
            swap(ids, weights, parent, child);
            parent = child;
        }
    }

    private static boolean better(double weight, int id, double otherWeight, int otherId) {
        return weight > otherWeight || (weight == otherWeight && id < otherId);
    }

    private static void swap(int[] ids, double[] weights, int a, int b) {
        int id = ids[a];
        ids[a] = ids[b];
        ids[b] = id;
        double weight = weights[a];
        weights[a] = weights[b];
        weights[b] = weight;
    }
}
