package io.augment.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    private static Cli.Result run(String... more) {
        List<Object> args = new ArrayList<>(List.of("run", "--in", Cli.QUICKSTART, "--out", "never-made"));
        args.addAll(List.of(more));
        return Cli.run(args.toArray());
    }

    @Test
    void asksForRulesOrAModelByNamingBoth() {
        Cli.Result neither = run();
        assertThat(neither.status()).isEqualTo(2);
        assertThat(neither.err()).contains("--offline").contains("--model NAME --base-url URL --key-env VAR");
        Cli.Result both = run("--offline", "--model", "m");
        assertThat(both.status()).isEqualTo(2);
        assertThat(both.err()).contains("not both");
        assertThat(both.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --expand 0            | --expand       | '0' is not a whole number of at least 1
                    --expand two          | --expand       | 'two' is not a whole number
                    --judge 1.5           | --judge        | '1.5' is not a number from 0 to 1
                    --judge high          | --judge        | 'high' is not a decimal number
                    --target -3           | --target       | '-3' is not a whole number of at least 1
                    --budget-usd -1       | --budget-usd   | '-1' is not a decimal number of at least 0
                    --format alpaca,yaml  | --format       | yaml
                    --no-seeds            | --no-seeds     | --expand
                    --no-such             | --no-such      | Unknown option
                    --price-in 1          | --price-in     | --price-out
                    """)
    void refusesWhatDoesNotFitAndSaysWhy(String option, String named, String why) {
        List<String> args = new ArrayList<>(List.of(option.split(" ")));
        args.add("--offline");
        Cli.Result result = run(args.toArray(String[]::new));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains(named).contains(why).contains("augment run --help");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void refusesACapOnMoneyWithoutAPrice() {
        Cli.Result result = run("--model", "m", "--base-url", "http://127.0.0.1:9/v1", "--budget-usd", "1");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--price-in and --price-out");
    }

    @Test
    void wantsInputAndOutput() {
        assertThat(Cli.run("run", "--offline", "--out", "x").err()).contains("--in=FILE");
        assertThat(Cli.run("run", "--offline", "--in", Cli.QUICKSTART).err()).contains("--out=DIR");
        assertThat(Cli.run("run", "--offline", "--in", Cli.QUICKSTART).status()).isEqualTo(2);
    }

    @Test
    void listsItsCommandsAndExplainsWhatCounts() {
        Cli.Result bare = Cli.run();
        assertThat(bare.status()).isEqualTo(2);
        Cli.Result help = Cli.run("--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("run", "estimate", "convert", "validate", "clean");
        Cli.Result run = Cli.run("run", "--help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("What counts, by an example").contains("--target 250 counts kept rows");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(Cli.run("--version").out()).startsWith("augment ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "estimate", "convert", "validate", "clean"})
    void suggestsTheHelpOfTheCommand(String command) {
        Cli.Result result = Cli.run(command, "--no-such-option");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("augment " + command + " --help");
    }
}
