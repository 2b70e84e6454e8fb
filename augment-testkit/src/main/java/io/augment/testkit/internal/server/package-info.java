/** Holds the parts of the fake server that know about bytes, JSON and hashing, and nothing about its public types. */
@NullMarked
package io.augment.testkit.internal.server;

import org.jspecify.annotations.NullMarked;
