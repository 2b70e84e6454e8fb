package io.augment.internal.export;

import io.augment.internal.format.JsonWriter;

/** Takes rows one after the other. */
interface RowSink {
    /** Starts a row; its object is opened. */
    JsonWriter begin();

    /** Ends the row; its object is closed. */
    void end();
}
