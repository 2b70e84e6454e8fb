/**
 * The chat room: models, requests, replies and prompts.
 *
 * <p>A {@link io.augment.chat.ChatModel} makes one blocking attempt; retries, rate limits, budget and ledger belong to the
 * run, which strategies reach through {@link io.augment.StageContext#chat}. Replies are read by a
 * {@link io.augment.chat.ReplyParser}: tolerant of how a model writes, strict about what it says.
 *
 * <p>A {@link io.augment.chat.PromptTemplate} makes a request, and a {@link io.augment.chat.JsonReply} reads what came back:
 *
 * <pre>{@code
 * PromptTemplate quiz = PromptTemplate.read(Path.of("quiz.1.en.md"));
 * ReplyParser<String> question = response -> JsonReply.of(response).requireString("question");
 * String asked = context.ask(teacher, quiz.request(Map.of("subject", "rivers")).build(), question);
 * }</pre>
 */
@NullMarked
package io.augment.chat;

import org.jspecify.annotations.NullMarked;
