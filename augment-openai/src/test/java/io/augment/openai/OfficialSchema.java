package io.augment.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds bodies against OpenAI's own specification, where a copy of it lies beside the project. */
final class OfficialSchema {
    private static final String FILE = "shared/data/openai-spec/openapi-trimmed.json";
    private static final @Nullable JsonNode COMPONENTS = components();
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private OfficialSchema() {}

    static boolean isThere() {
        return COMPONENTS != null;
    }

    /** Fails if the body breaks the named schema; does nothing where the specification is absent. */
    static void check(String name, String body) {
        if (COMPONENTS != null) {
            assertThat(errors(name, body)).as("%s: %s", name, body).isEmpty();
        }
    }

    static List<String> errors(String name, String body) {
        Schema schema = SCHEMAS.computeIfAbsent(name, OfficialSchema::schema);
        return schema.validate(body, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static Schema schema(String name) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.set("components", COMPONENTS);
        root.put("$ref", "#/components/schemas/" + name);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
    }

    private static @Nullable JsonNode components() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            Path file = dir.resolve(FILE);
            if (Files.isRegularFile(file)) {
                try {
                    return new ObjectMapper().readTree(Files.readString(file)).get("components");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return null;
    }
}
