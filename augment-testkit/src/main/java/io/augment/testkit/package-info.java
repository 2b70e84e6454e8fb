/**
 * What users need to test strategies of their own, without a network and without a run.
 *
 * <p>{@link io.augment.testkit.ScriptedChatModel} answers by script or by rule and keeps the requests;
 * {@link io.augment.testkit.SentenceModel} writes a small model file for what runs one;
 * {@link io.augment.testkit.TestContext} is a context for a single call of a strategy; the conformance suites
 * ({@link io.augment.testkit.ExpanderConformance} and its siblings) are abstract test classes that hold a strategy to what the
 * engine relies on. Real HTTP is in {@link io.augment.testkit.server}.
 */
@NullMarked
package io.augment.testkit;

import org.jspecify.annotations.NullMarked;
