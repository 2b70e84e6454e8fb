/**
 * Small programs that show how augment is used, each complete in itself: {@link io.augment.examples.Quickstart} (rules, no
 * model), {@link io.augment.examples.TeacherRun} (a model behind an OpenAI-compatible server),
 * {@link io.augment.examples.StreamingEtl} (inside code that has a stream), {@link io.augment.examples.AugmentingReader}
 * (inside a Spring Batch step), {@link io.augment.examples.CustomerQuestions} (a strategy of one's own) and
 * {@link io.augment.examples.ParquetSeeds} (Parquet through DuckDB).
 */
@NullMarked
package io.augment.examples;

import org.jspecify.annotations.NullMarked;
