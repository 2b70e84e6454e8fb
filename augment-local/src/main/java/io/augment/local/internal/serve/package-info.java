/**
 * Serves many requests with one model: a thread of its own runs the model, with a slot for each request under way, and puts
 * the tokens of all slots into one pass.
 *
 * <p>A slot keeps the positions of its last text, so that the next request that begins alike computes only what is new:
 *
 * <pre>{@code
 * try (Engine engine = Engine.start(weights, kernels, new EngineOptions(1, 4, 2048, "example"))) {
 *     Job job = engine.submit(prompt, adapterScales, step);
 *     job.await(Duration.ofMinutes(1));
 * }
 * }</pre>
 */
@NullMarked
package io.augment.local.internal.serve;

import org.jspecify.annotations.NullMarked;
