package io.augment.testkit.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaAnswerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"minLength\":12,\"maxLength\":14},"
                        + "\"b\":{\"type\":\"integer\",\"minimum\":3,\"maximum\":4}},\"required\":[\"a\",\"b\"],"
                        + "\"additionalProperties\":false}",
                "{\"type\":\"object\",\"properties\":{\"list\":{\"type\":\"array\",\"minItems\":3,\"maxItems\":3,"
                        + "\"items\":{\"$ref\":\"#/$defs/item\"}}},\"required\":[\"list\"],\"$defs\":{\"item\":"
                        + "{\"type\":\"object\",\"properties\":{\"kind\":{\"enum\":[\"x\",\"y\"]},\"on\":{\"type\":\"boolean\"},"
                        + "\"none\":{\"type\":\"null\"}},\"required\":[\"kind\",\"on\",\"none\"]}}}",
                "{\"type\":\"object\",\"properties\":{\"share\":{\"type\":\"number\",\"exclusiveMinimum\":0,"
                        + "\"exclusiveMaximum\":0.01},\"maybe\":{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]},"
                        + "\"both\":{\"type\":[\"string\",\"null\"]},\"fixed\":{\"const\":7}},\"required\":[\"share\",\"fixed\"]}",
                "{\"$ref\":\"#/$defs/tree\",\"$defs\":{\"tree\":{\"type\":\"object\",\"properties\":{\"children\":"
                        + "{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/tree\"}}},\"required\":[\"children\"]}}}",
                "{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"maxItems\":1}",
                "{}"
            })
    void answersSatisfyTheirSchema(String schema) {
        for (long hash = 0; hash < 50; hash++) {
            String answer = SchemaAnswer.of(schema).answer(Hashes.mix(hash), (name, seed) -> name + " text");
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(schema)
                            .validate(answer, InputFormat.JSON))
                    .as(answer)
                    .isEmpty();
        }
    }
}
