package io.augment.local.internal.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.chat.ChatRequest;
import io.augment.chat.FinishReason;
import io.augment.chat.JsonSchema;
import io.augment.local.internal.mask.Grammars;
import io.augment.local.internal.mask.TokenMask;
import io.augment.local.internal.sample.Sampler;
import io.augment.local.internal.token.BpeTokenizer;
import io.augment.local.internal.token.TinyVocabulary;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plays models that want one thing alone. */
class GenerationTest {
    private static final JsonSchema SCHEMA =
            JsonSchema.named("reply").strings("texts", "x").string("why", "x").build();

    private final BpeTokenizer tokenizer = TinyVocabulary.of(20).tokenizer("qwen2");
    private final int a = tokenizer.encode("a")[0];
    private final int quote = tokenizer.encode("\"")[0];
    private final int end = tokenizer.vocabulary().ends()[0];

    /** Writes a reply of a model that prefers some tokens, the first one most. */
    private Generation write(boolean bound, int... preferred) {
        ChatRequest request = ChatRequest.of("x").toBuilder()
                .temperature(0.0)
                .maxTokens(1_000)
                .build();
        TokenMask mask = bound
                ? new Grammars(tokenizer.vocabulary()).json(SCHEMA.toJson()).start()
                : null;
        Sampler sampler = new Sampler(Defaults.USUAL.of(request, 0), new int[0]);
        Generation generation = new Generation(tokenizer, sampler, mask, request);
        float[] wanted = new float[tokenizer.vocabulary().size()];
        for (int i = 0; i < preferred.length; i++) {
            wanted[preferred[i]] = preferred.length - i;
        }
        for (int id = 0; id != Step.END; ) {
            id = generation.next(Arrays.copyOf(wanted, wanted.length));
        }
        return generation;
    }

    @Test
    void whatGoesRoundInCirclesEndsEarlyAndInItsForm() {
        Generation free = write(false, a);
        assertThat(free.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(free.text()).matches("a{96}");

        Generation bound = write(true, quote, a);
        assertThat(bound.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(bound.count()).isLessThan(300);
        assertThat(bound.text()).startsWith("{\"texts\":[\"\"").endsWith("\"}");

        Generation text = write(true, a);
        assertThat(text.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(text.text()).matches("\\{\"texts\":\\[\"a{90,110}\"\\],\"why\":\"\"\\}");
    }

    @Test
    void whoWantsToEndClosesWhatIsOpen() {
        Generation generation = write(true, end, a, quote);
        assertThat(generation.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(generation.text()).isIn(List.of("{\"texts\":[],\"why\":\"\"}", "{\"texts\":[\"\"],\"why\":\"\"}"));
    }
}
