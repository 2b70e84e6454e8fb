package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.chat.ChatModel;
import io.augment.chat.Price;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The snippets of the documentation; the environment is the test's. */
class SnippetTest {
    @Test
    void aTeacherFromTheEnvironment() {
        Map<String, String> environment = Map.of(
                "OPENAI_API_KEY", "sk-x", "OPENAI_BASE_URL", "https://dashscope.aliyuncs.com/compatible-mode/v1");

        ChatModel teacher =
                OpenAiChatModel.fromEnv(environment).model("qwen-max").build();

        assertThat(teacher.info().identity()).isEqualTo("dashscope/qwen-max");
    }

    @Test
    void aLocalServer() {
        OpenAiChatModel local = OpenAiChatModel.builder()
                .preset(OpenAiPreset.VLLM)
                .baseUrl("http://gpu-box:8000/v1")
                .model("Qwen/Qwen2.5-7B-Instruct")
                .extraBody("repetition_penalty", 1.05)
                .price(Price.perMillion("0", "0"))
                .build();

        try (local) {
            assertThat(local.info().identity()).isEqualTo("vllm/Qwen/Qwen2.5-7B-Instruct");
        }
    }
}
