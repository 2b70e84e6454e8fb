/**
 * Whole runs against a fake server: under kills, faults, budgets and rate limits, and under the clock.
 *
 * <p>Each program has a {@code main} method with options, such as {@code --seeds 2000}, and prints what it measured. At small
 * size the same programs are tests with the tag {@code slow}: {@code mvn verify -Pslow -pl augment-benchmarks -am}. At full
 * size:
 *
 * <pre>{@code
 * mvn -q package -DskipTests -pl augment-benchmarks -am
 * mvn -q dependency:build-classpath -Dmdep.outputFile=target/classpath -pl augment-benchmarks
 * java -cp augment-benchmarks/target/classes:$(cat augment-benchmarks/target/classpath) io.augment.benchmarks.KillRun
 * }</pre>
 *
 * <p>The machine's load moves wall-clock figures twofold, so programs that compare do it in turns (A B A B) in one process, give
 * CPU time beside wall time, and take the best of several rounds.
 */
@NullMarked
package io.augment.benchmarks;

import org.jspecify.annotations.NullMarked;
