package io.augment.internal.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.internal.text.TokenBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares what is found by bands with what datasketch (github.com/ekzhu/datasketch) finds: 128 permutations of 32-bit SHA-1
 * hashes modulo the Mersenne prime 2<sup>61</sup> - 1, and the bands and rows with the least sum of false positives and
 * negatives.
 */
class NearRecallTest {
    private static final int PERMUTATIONS = 128;
    private static final long PRIME = (1L << 61) - 1;
    private static final int TEXTS = 1_000;

    @ParameterizedTest
    @CsvSource({"0.6, 2", "0.7, 3", "0.8, 2", "0.5, 1"})
    void findsAtLeastWhatDatasketchFindsAndNothingElse(double threshold, int width) {
        Random random = new Random(71);
        NearIndex index = new NearIndex(threshold, width, Banding.forThreshold(threshold), 0);
        Peer peer = new Peer(threshold, random);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            texts.add(words(random, 10 + random.nextInt(80)));
            read(index, texts.get(i));
            index.add(Integer.toString(i), 0);
        }
        int pairs = 0;
        int found = 0;
        int foundByPeer = 0;
        for (int i = 0; i < 4 * TEXTS; i++) {
            String text = texts.get(i % TEXTS);
            String damaged = damaged(text, i / TEXTS, random);
            Set<List<String>> shingles = shingles(damaged, width);
            double similarity = jaccard(shingles(text, width), shingles);
            read(index, damaged);
            boolean isFound = index.find(0);
            if (isFound) {
                String match = texts.get(Integer.parseInt(index.matchName()));
                assertThat(jaccard(shingles(match, width), shingles)).isGreaterThanOrEqualTo(threshold);
            }
            if (similarity >= threshold) {
                pairs++;
                found += isFound ? 1 : 0;
                foundByPeer += peer.meet(shingles(text, width), shingles) ? 1 : 0;
            }
        }
        assertThat(pairs).isGreaterThan(TEXTS);
        assertThat(found / (double) pairs).isGreaterThanOrEqualTo(foundByPeer / (double) pairs - 0.01);
    }

    private static void read(NearIndex index, String text) {
        TokenBuffer tokens = TokenBuffer.ofWords();
        tokens.add(text);
        index.read(tokens, 0);
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "w" : " w").append(random.nextInt(5_000));
        }
        return text.toString();
    }

    /** Changes a text in one of four ways: other words, words left out, words around it, words swapped. */
    private static String damaged(String text, int way, Random random) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split(" ")));
        int changes = random.nextInt(1 + words.size() / 6);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(words.size());
            switch (way) {
                case 0 -> words.set(at, "x" + random.nextInt(1_000));
                case 1 -> words.remove(at);
                case 2 -> words.add(i % 2 == 0 ? 0 : words.size(), "y" + i);
                default -> words.add(words.remove(at));
            }
        }
        String changed = String.join(random.nextBoolean() ? " " : ", ", words);
        return random.nextBoolean() ? changed : changed.toUpperCase(Locale.ROOT) + "!";
    }

    private static Set<List<String>> shingles(String text, int width) {
        List<String> words = Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
        Set<List<String>> shingles = new HashSet<>();
        for (int i = 0; i + width <= words.size(); i++) {
            shingles.add(words.subList(i, i + width));
        }
        return shingles;
    }

    private static double jaccard(Set<List<String>> one, Set<List<String>> other) {
        Set<List<String>> shared = new HashSet<>(one);
        shared.retainAll(other);
        return shared.size() / (double) (one.size() + other.size() - shared.size());
    }

    /** Does what datasketch does. */
    private static final class Peer {
        private final long[] factors = new long[PERMUTATIONS];
        private final long[] summands = new long[PERMUTATIONS];
        private int bands;
        private int rows;

        Peer(double threshold, Random random) {
            for (int i = 0; i < PERMUTATIONS; i++) {
                factors[i] = 1 + (random.nextLong() >>> 4);
                summands[i] = random.nextLong() >>> 4;
            }
            double least = Double.MAX_VALUE;
            for (int b = 1; b <= PERMUTATIONS; b++) {
                for (int r = 1; r <= PERMUTATIONS / b; r++) {
                    double error = error(threshold, b, r);
                    if (error < least) {
                        least = error;
                        bands = b;
                        rows = r;
                    }
                }
            }
        }

        private static double error(double threshold, int bands, int rows) {
            double error = 0;
            double step = 0.001;
            for (double s = step / 2; s < 1; s += step) {
                double meets = 1 - Math.pow(1 - Math.pow(s, rows), bands);
                error += 0.5 * step * (s < threshold ? meets : 1 - meets);
            }
            return error;
        }

        boolean meet(Set<List<String>> one, Set<List<String>> other) {
            int[] first = signature(one);
            int[] second = signature(other);
            for (int band = 0; band < bands; band++) {
                int from = band * rows;
                if (Arrays.equals(first, from, from + rows, second, from, from + rows)) {
                    return true;
                }
            }
            return false;
        }

        private int[] signature(Set<List<String>> shingles) {
            int[] signature = new int[PERMUTATIONS];
            Arrays.fill(signature, -1);
            for (List<String> shingle : shingles) {
                long hash = sha1(String.join(" ", shingle));
                for (int i = 0; i < PERMUTATIONS; i++) {
                    // Modulo 2^64 before the prime, as in the arithmetic of NumPy.
                    int value = (int) Long.remainderUnsigned(factors[i] * hash + summands[i], PRIME);
                    if (Integer.compareUnsigned(value, signature[i]) < 0) {
                        signature[i] = value;
                    }
                }
            }
            return signature;
        }

        private static long sha1(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
                return ByteBuffer.wrap(digest).getInt() & 0xFFFFFFFFL;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
