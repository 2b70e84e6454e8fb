package io.augment.benchmarks;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.util.concurrent.ExecutionException;

/** Makes the same calls as a job with LangChain4j's model of OpenAI's API, as it comes. */
final class LangChainLoop {
    private LangChainLoop() {}

    static void run(String url, int calls, int concurrency) throws InterruptedException, ExecutionException {
        ChatModel model = OpenAiChatModel.builder()
                .baseUrl(url)
                .apiKey("none")
                .modelName("words")
                .maxTokens(Jobs.MAX_TOKENS)
                .build();
        ClosedLoop.run(calls, concurrency, model::chat);
    }
}
