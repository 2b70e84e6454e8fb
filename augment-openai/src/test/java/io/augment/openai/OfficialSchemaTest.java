package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shows that the oracle of the other tests can tell good from bad. */
class OfficialSchemaTest {
    @BeforeEach
    void specificationIsThere() {
        assumeTrue(OfficialSchema.isThere(), "skipped: the OpenAI specification does not lie beside the project");
    }

    @Test
    void refusesBrokenRequests() {
        String schema = "CreateChatCompletionRequest";
        assertThat(OfficialSchema.errors(schema, "{\"model\":\"m\"}")).isNotEmpty();
        assertThat(OfficialSchema.errors(
                        schema, "{\"model\":\"m\",\"messages\":[{\"role\":\"boss\",\"content\":\"x\"}]}"))
                .isNotEmpty();
        assertThat(
                        OfficialSchema.errors(
                                schema,
                                "{\"model\":\"m\",\"temperature\":\"hot\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"))
                .isNotEmpty();
        assertThat(OfficialSchema.errors(
                        schema,
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],"
                                + "\"response_format\":{\"type\":\"json_schema\"}}"))
                .isNotEmpty();
    }

    @Test
    void acceptsTheCannedReplyAndRefusesBrokenOnes() {
        String schema = "CreateChatCompletionResponse";
        assertThat(OfficialSchema.errors(schema, Canned.hello())).isEmpty();
        assertThat(OfficialSchema.errors(schema, Canned.body("\"x\"", "eos"))).isNotEmpty();
        assertThat(OfficialSchema.errors(schema, Canned.hello().replace("\"object\":\"chat.completion\",", "")))
                .isNotEmpty();
    }
}
