package io.augment.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Validates bodies against OpenAI's published specification, where a copy lies beside the project. */
final class OpenAiSpec {
    private static final String FILE = "shared/data/openai-spec/openapi-trimmed.json";

    private final @Nullable ObjectNode components;
    private final Map<String, Schema> schemas = new HashMap<>();

    private OpenAiSpec(@Nullable ObjectNode components) {
        this.components = components;
    }

    /** Reads the specification where there is one; without it, {@link #check} passes everything. */
    static OpenAiSpec find() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve(FILE))) {
            folder = folder.getParent();
        }
        return new OpenAiSpec(
                folder == null
                        ? null
                        : (ObjectNode) Client.JSON
                                .readTree(folder.resolve(FILE).toFile())
                                .get("components"));
    }

    /** Skips a test with a notice where there is no specification. */
    void assumeFound() {
        assumeTrue(components != null, "skipped: no copy of OpenAI's specification in ../" + FILE);
    }

    void check(String name, String body) {
        if (components != null) {
            Schema schema = schemas.computeIfAbsent(name, key -> compile(components, key));
            assertThat(schema.validate(body, InputFormat.JSON)).as(body).isEmpty();
        }
    }

    private static Schema compile(ObjectNode components, String name) {
        ObjectNode root = Client.JSON.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.set("components", components);
        root.put("$ref", "#/components/schemas/" + name);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString());
    }
}
