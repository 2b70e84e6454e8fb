package io.augment.examples.cli;

import io.augment.export.Export;
import io.augment.export.Split;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says how rows are divided into files, and how long they may be. */
final class DivisionOptions {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*([a-z]*)");
    private static final Map<String, Long> BYTES =
            Map.of("b", 1L, "kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L);

    @Option(
            names = "--split",
            paramLabel = "PARTS",
            description = "Write a file for each part: train=0.9,validation=0.1 by share, train=*,test=500 by count of"
                    + " rows. All descendants of a seed are in one part.")
    private @Nullable String split;

    @Option(
            names = "--shard",
            paramLabel = "SIZE",
            description = "Start another file whenever one is full: 10000 or 10000rows by rows, 64MB by bytes.")
    private @Nullable String shard;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Reject records that are longer than about N tokens.")
    private @Nullable Integer maxTokens;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /**
     * Returns the export, divided.
     *
     * @throws ParameterException if an option is not of its form
     */
    Export divide(Export whole) {
        Export export = maxTokens == null ? whole : whole.maxTokens(maxTokens);
        try {
            export = split == null ? export : export.split(Split.of(split));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), "Invalid value for option '--split': " + e.getMessage(), e);
        }
        return shard == null ? export : sharded(export, shard);
    }

    private Export sharded(Export export, String value) {
        Matcher size = SIZE.matcher(value.strip().toLowerCase(Locale.ROOT));
        if (size.matches() && Long.parseLong(size.group(1)) > 0) {
            long number = Long.parseLong(size.group(1));
            String unit = size.group(2);
            if (unit.isEmpty() || unit.equals("rows")) {
                return export.shardRows(number);
            }
            Long bytes = BYTES.get(unit);
            if (bytes != null) {
                return export.shardBytes(Math.multiplyExact(number, bytes));
            }
        }
        throw new ParameterException(
                command.commandLine(),
                "Invalid value for option '--shard': '" + value
                        + "' is neither a number of rows, such as 10000, nor a size such as 64MB");
    }
}
