/**
 * Reads seeds: files in the shapes that people have, and data that a program holds already. What cannot be read is
 * reported with file and line, and costs only itself.
 */
@NullMarked
package io.augment.source;

import org.jspecify.annotations.NullMarked;
