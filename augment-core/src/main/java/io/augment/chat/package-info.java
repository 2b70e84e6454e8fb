/**
 * The chat room: models, requests, replies and prompts.
 *
 * <p>A {@link io.augment.chat.ChatModel} makes one blocking attempt; retries, rate limits, budget and ledger belong to the
 * run, which strategies reach through {@link io.augment.StageContext#chat}. Replies are read by a
 * {@link io.augment.chat.ReplyParser}: tolerant of how a model writes, strict about what it says.
 */
@NullMarked
package io.augment.chat;

import org.jspecify.annotations.NullMarked;
