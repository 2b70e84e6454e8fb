package io.augment.local.internal.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augment.local.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the list of suggested models. */
public final class Catalog {
    private static final String RESOURCE = "/io/augment/local/models.json";

    private Catalog() {}

    /** Returns the models, as they stand in the list. */
    public static List<ModelFile> models() {
        try (InputStream in = Catalog.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing from this build of augment");
            }
            List<ModelFile> models = new ArrayList<>();
            for (JsonNode model : new ObjectMapper().readTree(in).path("models")) {
                models.add(new ModelFile(
                        model.path("name").asText(),
                        model.path("repository").asText(),
                        model.path("revision").asText(),
                        model.path("file").asText(),
                        model.has("size") ? model.path("size").asLong() : null,
                        model.path("sha256").textValue(),
                        model.path("license").asText()));
            }
            return List.copyOf(models);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + RESOURCE + " cannot be read", e);
        }
    }
}
