/** Runs llama-server as a child process. */
@NullMarked
package io.augment.local.internal.server;

import org.jspecify.annotations.NullMarked;
