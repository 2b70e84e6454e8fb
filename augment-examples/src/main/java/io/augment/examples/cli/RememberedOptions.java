package io.augment.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.AugmentException;
import io.augment.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Holds the options that a command was given, by name. A run directory keeps those of its run, so that the run can be
 * repeated by naming the directory alone. No option holds a secret: keys come from the environment.
 *
 * @param values the values of each option as they were typed, paths made absolute; no value for a flag
 */
record RememberedOptions(Map<String, List<String>> values) {
    private static final String FILE = "command.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What says how to print a result, not what to run. */
    private static final Set<String> NOT_OF_THE_RUN = Set.of("--json", "--debug");

    /** Returns the options that the command was given. */
    static RememberedOptions of(CommandSpec command) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            values.put(option.longestName(), values(option));
        }
        return new RememberedOptions(values);
    }

    private static List<String> values(OptionSpec option) {
        if (option.typeInfo().isBoolean()) {
            return List.of();
        }
        boolean isPath = Stream.concat(Stream.of(option.type()), Arrays.stream(option.auxiliaryTypes()))
                .anyMatch(type -> type == Path.class);
        return option.originalStringValues().stream()
                .map(value ->
                        isPath ? Path.of(value).toAbsolutePath().normalize().toString() : value)
                .toList();
    }

    /**
     * Reads what a run directory remembers.
     *
     * @throws AugmentException if it remembers nothing that can be read
     */
    static RememberedOptions read(RunDirectory directory) {
        Path file = directory.path().resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new AugmentException("There is no " + file + ": " + directory.path()
                    + " is not the directory of a run of this command. Give the options of the run instead, with --run-dir "
                    + directory.path() + ".");
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        try {
            JsonNode options = MAPPER.readTree(file.toFile()).path("options");
            options.properties().forEach(option -> {
                List<String> texts = new ArrayList<>();
                option.getValue().forEach(value -> texts.add(value.asText()));
                values.put(option.getKey(), texts);
            });
        } catch (IOException e) {
            String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw new AugmentException(
                    "The file " + file + " cannot be read: " + reason + ". Give the options of the run instead.", e);
        }
        return new RememberedOptions(values);
    }

    /**
     * Writes the options into a run directory, which is made where there is none.
     *
     * @throws AugmentException if they cannot be written
     */
    void write(RunDirectory directory) {
        ObjectNode json = MAPPER.createObjectNode();
        ObjectNode options = json.putObject("options");
        values.forEach((name, texts) -> {
            if (!NOT_OF_THE_RUN.contains(name)) {
                ArrayNode array = options.putArray(name);
                texts.forEach(array::add);
            }
        });
        Path file = directory.path().resolve(FILE);
        try {
            Files.createDirectories(directory.path());
            Files.writeString(file, json.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new AugmentException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Returns these options with others in place of those of the same name. */
    RememberedOptions overriddenBy(RememberedOptions others) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new RememberedOptions(all);
    }

    /** Returns the options as arguments of a command. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        values.forEach((name, texts) -> {
            if (texts.isEmpty()) {
                arguments.add(name);
            }
            texts.forEach(text -> arguments.add(name + "=" + text));
        });
        return arguments;
    }
}
