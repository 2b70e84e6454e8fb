/** What tests of strategies and of model clients need: a fake server, scripted models, conformance suites. */
module io.augment.testkit {
    requires transitive io.augment.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.assertj.core;
    requires static transitive org.jspecify;

    exports io.augment.testkit;
    exports io.augment.testkit.server;
}
