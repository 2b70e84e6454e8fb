/** Teacher models behind any OpenAI-compatible API. */
module io.augment.openai {
    requires transitive io.augment.core;
    requires transitive okhttp3;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports io.augment.openai;
}
