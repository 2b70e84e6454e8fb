package io.augment.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes the JSON object that a reply must be: a small part of JSON Schema that all providers with structured
 * replies accept. Every property is required and no other is allowed.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * JsonSchema rating = JsonSchema.named("rating").integer("score", "0 to 9").string("reason", "one sentence").build();
 * }</pre>
 */
public final class JsonSchema {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private final String name;
    private final Map<String, Property> properties;

    private JsonSchema(Builder builder) {
        this.name = builder.name;
        this.properties = new LinkedHashMap<>(builder.properties);
    }

    /**
     * Starts a schema.
     *
     * @param name 1 to 64 letters, digits, hyphens and underscores
     * @throws IllegalArgumentException if the name is anything else
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Returns the schema's name. */
    public String name() {
        return name;
    }

    /** Returns the names of the properties, in order. */
    public List<String> propertyNames() {
        return List.copyOf(properties.keySet());
    }

    /** Returns the schema as JSON text, always in the same order and without spaces. */
    public String toJson() {
        StringBuilder json = new StringBuilder();
        write(json, properties);
        return json.toString();
    }

    private static void write(StringBuilder json, Map<String, Property> properties) {
        json.append("{\"type\":\"object\",\"properties\":{");
        String comma = "";
        for (Map.Entry<String, Property> entry : properties.entrySet()) {
            json.append(comma).append(quote(entry.getKey())).append(':');
            entry.getValue().write(json);
            comma = ",";
        }
        json.append("},\"required\":[");
        comma = "";
        for (String key : properties.keySet()) {
            json.append(comma).append(quote(key));
            comma = ",";
        }
        json.append("],\"additionalProperties\":false}");
    }

    private static String quote(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonSchema that && name.equals(that.name) && toJson().equals(that.toJson());
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "JsonSchema[" + name + "]";
    }

    private record Property(
            String type,
            @Nullable String description,
            List<String> choices,
            @Nullable Map<String, Property> object) {
        void write(StringBuilder json) {
            boolean array = type.startsWith("array:");
            if (array) {
                json.append("{\"type\":\"array\",\"items\":");
            }
            if (object != null) {
                JsonSchema.write(json, object);
            } else {
                json.append("{\"type\":").append(quote(array ? type.substring(6) : type));
                if (!choices.isEmpty()) {
                    json.append(",\"enum\":[");
                    String comma = "";
                    for (String choice : choices) {
                        json.append(comma).append(quote(choice));
                        comma = ",";
                    }
                    json.append(']');
                }
                if (description != null && !array) {
                    json.append(",\"description\":").append(quote(description));
                }
                json.append('}');
            }
            if (array) {
                if (description != null) {
                    json.append(",\"description\":").append(quote(description));
                }
                json.append('}');
            }
        }
    }

    /** Builds a {@link JsonSchema}. Not safe for use by many threads. */
    public static final class Builder {
        private final String name;
        private final Map<String, Property> properties = new LinkedHashMap<>();

        private Builder(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "A schema's name has 1 to 64 letters, digits, hyphens and underscores, but was: " + name);
            }
            this.name = name;
        }

        /** Adds a text. */
        public Builder string(String key, String description) {
            return add(key, new Property("string", description, List.of(), null));
        }

        /** Adds a text that is one of the choices. */
        public Builder choice(String key, String description, List<String> choices) {
            return add(key, new Property("string", description, List.copyOf(choices), null));
        }

        /** Adds a number. */
        public Builder number(String key, String description) {
            return add(key, new Property("number", description, List.of(), null));
        }

        /** Adds a whole number. */
        public Builder integer(String key, String description) {
            return add(key, new Property("integer", description, List.of(), null));
        }

        /** Adds a truth value. */
        public Builder bool(String key, String description) {
            return add(key, new Property("boolean", description, List.of(), null));
        }

        /** Adds a list of texts. */
        public Builder strings(String key, String description) {
            return add(key, new Property("array:string", description, List.of(), null));
        }

        /** Adds an object with the properties of another schema. */
        public Builder object(String key, JsonSchema schema) {
            return add(key, new Property("object", null, List.of(), schema.properties));
        }

        /** Adds a list of objects with the properties of another schema. */
        public Builder objects(String key, String description, JsonSchema item) {
            return add(key, new Property("array:object", description, List.of(), item.properties));
        }

        private Builder add(String key, Property property) {
            if (properties.putIfAbsent(Objects.requireNonNull(key, "key"), property) != null) {
                throw new IllegalArgumentException("The property " + key + " is there already");
            }
            return this;
        }

        /** Creates the schema. */
        public JsonSchema build() {
            return new JsonSchema(this);
        }
    }
}
