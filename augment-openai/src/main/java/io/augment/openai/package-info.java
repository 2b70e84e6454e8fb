/**
 * Teachers behind any OpenAI-compatible chat API: OpenAI, DashScope (Qwen), vLLM, llama.cpp, Ollama and others.
 *
 * <p>The environment says where and with which key ({@code OPENAI_API_KEY}, {@code OPENAI_BASE_URL}); the program names the
 * model:
 *
 * <pre>{@code
 * ChatModel teacher = OpenAiChatModel.fromEnv().model("qwen-max").build();
 * }</pre>
 *
 * <p>A {@linkplain io.augment.openai.OpenAiPreset preset} knows a provider's address, key variable and dialect; the
 * builder sets the rest:
 *
 * <pre>{@code
 * OpenAiChatModel local = OpenAiChatModel.builder()
 *     .preset(OpenAiPreset.VLLM)
 *     .baseUrl("http://gpu-box:8000/v1")
 *     .model("Qwen/Qwen2.5-7B-Instruct")
 *     .extraBody("repetition_penalty", 1.05)
 *     .price(Price.perMillion("0", "0"))
 *     .build();
 * }</pre>
 *
 * <p>A model makes one attempt per call and maps whatever goes wrong to the exceptions of {@code io.augment.chat}. Keys and
 * extra headers appear in no message, no {@code toString} and no log, and never follow a redirect. Who builds a model
 * closes it.
 */
@NullMarked
package io.augment.openai;

import org.jspecify.annotations.NullMarked;
