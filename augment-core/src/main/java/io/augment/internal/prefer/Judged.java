package io.augment.internal.prefer;

import io.augment.Verdict;

/** A candidate with its score, 0 to 1. */
record Judged(String text, double score, Verdict verdict) {}
