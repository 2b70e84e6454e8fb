/**
 * Provides a server that speaks OpenAI's chat and embedding API over real HTTP and misbehaves on request.
 *
 * <p>Start one, point any client at its base URL, and ask it afterwards what it saw:
 *
 * <pre>{@code
 * try (FakeOpenAiServer server = FakeOpenAiServer.builder()
 *         .responder(Responder.scripted("first answer", "second answer"))
 *         .faults(FaultPlan.scripted(Fault.rateLimit(Duration.ofMillis(20), RetryHint.MILLIS)))
 *         .start()) {
 *     callMyClient(server.baseUrl());
 *     assertThat(server.stats().requests()).isEqualTo(2);
 *     assertThat(server.stats().earlyRetries()).isZero();
 * }
 * }</pre>
 *
 * <p>Without a {@link io.augment.testkit.server.Responder} of your own the server answers by rule, like a teacher model: it
 * reads from the JSON schema of a request what is asked and gives clean, varied answers in English or Chinese. Everything it
 * says is a function of the request, so that two runs over the same requests get the same replies.
 */
@NullMarked
package io.augment.testkit.server;

import org.jspecify.annotations.NullMarked;
