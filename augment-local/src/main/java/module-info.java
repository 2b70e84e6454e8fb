/** Student models on the user's own machine. */
module io.augment.local {
    requires transitive io.augment.core;
    requires transitive io.augment.openai;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports io.augment.local;
}
