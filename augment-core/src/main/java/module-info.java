/** The core of augment: the domain, the strategy interfaces, the pipeline and the engine. */
module io.augment.core {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires com.google.common;
    requires de.siegmar.fastcsv;
    requires transitive java.sql;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.augment;
    exports io.augment.calibrate;
    exports io.augment.chat;
    exports io.augment.evaluate;
    exports io.augment.expand;
    exports io.augment.export;
    exports io.augment.filter;
    exports io.augment.generate;
    exports io.augment.judge;
    exports io.augment.pipeline;
    exports io.augment.prefer;
    exports io.augment.refine;
    exports io.augment.report;
    exports io.augment.run;
    exports io.augment.source;
    exports io.augment.student;
    exports io.augment.task;
    exports io.augment.train;
}
