/**
 * Turns records down by comparing them with rules, with each other and with files, in input order.
 *
 * <p>{@link io.augment.filter.Filters} creates the filters that compare: exact and near-duplicates, novelty by ROUGE-L,
 * semantic duplicates, and contamination by benchmarks. {@link io.augment.filter.Rules} creates those that look at one record
 * at a time. All of them stand in a pipeline or work on a stream:
 *
 * <pre>{@code
 * Filter near = Filters.nearDuplicates().against(Source.files(Path.of("seeds.jsonl")));
 * Filter leaks = Filters.contamination(Path.of("benchmarks"));
 * Stream<Outcome> outcomes = Filters.apply(examples, near, leaks, Rules.encoding());
 * }</pre>
 *
 * <p>A filter of one's own is a lambda: {@link io.augment.filter.Filter#keeping}. Where the whole set is at hand,
 * {@link io.augment.filter.Deduplication} keeps the best or the longest of several duplicates, and
 * {@link io.augment.filter.DiskDeduplication} does so for millions of records. {@link io.augment.filter.Diversity} tells how
 * varied a set is.
 */
@NullMarked
package io.augment.filter;

import org.jspecify.annotations.NullMarked;
