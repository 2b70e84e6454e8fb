/**
 * Holds the models: their shapes, their weights, and the pass that turns tokens into the scores of the next one.
 *
 * <p>A {@link io.augment.local.internal.model.Transformer} runs a batch of tokens, each with the cache of its own text, so
 * that many texts share the reading of the weights. What comes out for one text does not depend on the others:
 *
 * <pre>{@code
 * Weights weights = Weights.load(file);
 * Transformer transformer = new Transformer(weights, workers, 64);
 * KvCache cache = new KvCache(weights.shape(), 512);
 * Batch batch = new Batch(64);
 * batch.add(cache, token, true);
 * transformer.run(batch);
 * float[] scores = batch.logits();
 * }</pre>
 */
@NullMarked
package io.augment.local.internal.model;

import org.jspecify.annotations.NullMarked;
