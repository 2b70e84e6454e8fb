package io.augment.internal.source;

import java.util.List;
import java.util.Set;

/** Names how a file is cut into rows. */
enum Layout {
    /** One JSON value on each line. */
    JSON_LINES,
    /** A JSON array, or objects that span lines. */
    JSON,
    /** An object that holds an array of rows. */
    JSON_OBJECT,
    /** Values separated by commas. */
    CSV,
    /** Values separated by tabs. */
    TSV,
    /** Values separated by semicolons. */
    SEMICOLONS,
    /** A bare instruction on each line; never found out, since any file would do. */
    TEXT,
    /** None of them. */
    UNKNOWN;

    private static final List<Layout> TABLES = List.of(CSV, TSV, SEMICOLONS);

    /** Returns the character between values of a table. */
    char separator() {
        return this == TSV ? '\t' : this == SEMICOLONS ? ';' : ',';
    }

    /** Returns the layout of this name, or {@link #UNKNOWN}. */
    static Layout named(String name) {
        return switch (name) {
            case "jsonl" -> JSON_LINES;
            case "json" -> JSON;
            case "csv" -> CSV;
            case "tsv" -> TSV;
            case "ssv" -> SEMICOLONS;
            case "text" -> TEXT;
            default -> UNKNOWN;
        };
    }

    /** Returns the kind of table that has this first line, or {@link #UNKNOWN}. */
    static Layout ofHeader(String line, Set<String> columns) {
        for (Layout table : TABLES) {
            for (String title : line.split(String.valueOf(table.separator()), -1)) {
                String name = title.strip().replace("\"", "");
                if (RowKeys.isColumn(name) || columns.contains(name)) {
                    return table;
                }
            }
        }
        return UNKNOWN;
    }
}
