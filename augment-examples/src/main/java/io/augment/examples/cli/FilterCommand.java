package io.augment.examples.cli;

import io.augment.filter.Filter;
import io.augment.filter.Filters;
import io.augment.filter.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Applies rules to files. */
@Command(
        name = "filter",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Turns down rows by rules that look at one row at a time.",
        footer = {
            "",
            "Rules: length, encoding, repetition, response, refusal, same-language, self-instruct, alpaca,"
                    + " personal-data, mask-personal-data, languages:en+zh; standard stands for the first four.",
            "Example: augment filter --in train.jsonl --out clean.jsonl --rejects bad.jsonl --rules"
                    + " standard,personal-data"
        })
final class FilterCommand implements Callable<Integer> {
    private static final String LANGUAGES = "languages:";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Mixin
    private final FilterFiles files = new FilterFiles();

    @Option(
            names = "--rules",
            split = ",",
            defaultValue = "standard",
            paramLabel = "NAME",
            description = "Rules in the order in which they are applied; standard unless given.")
    private List<String> names = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() {
        List<Filter> rules = new ArrayList<>();
        names.forEach(name -> rules.addAll(named(name.strip())));
        return files.run(
                main.terminal(), examples -> Filters.apply(examples, rules.toArray(Filter[]::new)), counts -> {});
    }

    private List<Filter> named(String name) {
        if (name.equals("standard")) {
            return Rules.standard();
        }
        if (name.startsWith(LANGUAGES) && name.length() > LANGUAGES.length()) {
            return List.of(Rules.languages(name.substring(LANGUAGES.length()).split("\\+")));
        }
        try {
            return List.of(Rules.named(name));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), "Invalid value for option '--rules': " + e.getMessage(), e);
        }
    }
}
