package io.augment.openai;

/** Says how a server is asked to follow a reply schema. */
public enum StructuredReplies {
    /** {@code response_format} of type {@code json_schema}, strict: the standard. */
    JSON_SCHEMA,
    /** {@code response_format} of type {@code json_object} with the schema inside: older llama.cpp servers. */
    JSON_OBJECT_WITH_SCHEMA,
    /**
     * {@code response_format} of type {@code json_object}: any JSON object. It is sent only where a message mentions JSON,
     * because servers refuse it otherwise; the prompt alone describes the fields.
     */
    JSON_OBJECT,
    /**
     * {@code grammar} in llama.cpp's GBNF: llama-server only. It allows no blank space between tokens and bounds texts, so that a
     * small model cannot spend its tokens on nothing.
     */
    LLAMA_GRAMMAR,
    /** Nothing is sent; the prompt alone describes the reply. */
    NONE
}
