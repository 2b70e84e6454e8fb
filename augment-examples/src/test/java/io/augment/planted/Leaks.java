package io.augment.planted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.google.common.collect.Multimap;
import io.augment.internal.planted.Hidden;
import java.util.List;
import java.util.Map;

/** Shows types of others at every place of a signature. */
public abstract class Leaks {

    public static final List<JsonNode> FIELD = List.of();

    public abstract Map<String, List<Multimap<String, String>>> result();

    public abstract void parameter(JsonNode[] nodes);

    public abstract void exception() throws JsonProcessingException;

    public abstract <T extends JsonNode> void typeParameter();

    protected abstract JsonNode inherited();

    public abstract Hidden internal();

    JsonNode unseen() {
        return Hidden.node();
    }

    public record Row(JsonNode cell) {}

    public static final class Module extends SimpleModule {
        private static final long serialVersionUID = 1;
    }

    public interface Box<T extends JsonNode> {}
}
