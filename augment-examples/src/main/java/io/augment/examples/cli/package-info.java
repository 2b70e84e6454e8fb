/**
 * The command-line program: {@code java -jar augment.jar run --help}.
 *
 * <p>{@link io.augment.examples.cli.Main} holds the subcommands, each a class of its own. What several of them share is an
 * options class that picocli mixes in: {@link io.augment.examples.cli.InputOptions} (what is read),
 * {@link io.augment.examples.cli.ModelOptions} (rules or a model) and {@link io.augment.examples.cli.StageOptions} (what is done).
 * A new subcommand is a class with such mixins, named in {@code Main}.
 */
@NullMarked
package io.augment.examples.cli;

import org.jspecify.annotations.NullMarked;
