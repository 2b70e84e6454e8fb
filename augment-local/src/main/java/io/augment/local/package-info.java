/**
 * Runs small student models on the user's own machine: GGUF files in process, and {@code llama-server} as a child process.
 */
@NullMarked
package io.augment.local;

import org.jspecify.annotations.NullMarked;
