package io.augment.examples.cli;

import io.augment.chat.Price;
import io.augment.openai.OpenAiChatModel;
import io.augment.openai.OpenAiPreset;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says who does the work: the built-in rules, or a model behind an OpenAI-compatible API. */
final class ModelOptions {
    private static final String DEFAULT_KEY = "OPENAI_API_KEY";
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "ip6-localhost", "host.docker.internal");

    @Option(names = "--offline", description = "Work by the built-in rules: no model, no key, no network.")
    private boolean offline;

    @Option(names = "--model", paramLabel = "NAME", description = "Ask this model, as its server names it.")
    private @Nullable String model;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description =
                    "Address of the OpenAI-compatible server, such as http://localhost:8000/v1; OpenAI's unless given.")
    private @Nullable String baseUrl;

    @Option(
            names = "--key-env",
            paramLabel = "VAR",
            description = "Environment variable that holds the API key; " + DEFAULT_KEY
                    + " (for DashScope DASHSCOPE_API_KEY) unless given. A server on this machine needs none.")
    private @Nullable String keyVariable;

    @Option(
            names = "--price-in",
            paramLabel = "USD",
            converter = Numbers.Usd.class,
            description = "Price of a million prompt tokens in US dollars.")
    private @Nullable BigDecimal priceIn;

    @Option(
            names = "--price-out",
            paramLabel = "USD",
            converter = Numbers.Usd.class,
            description = "Price of a million completion tokens in US dollars.")
    private @Nullable BigDecimal priceOut;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /**
     * Returns the strategies.
     *
     * @throws ParameterException if the options do not fit each other
     * @throws io.augment.chat.AuthenticationException if there is no key
     */
    Strategies strategies() {
        return strategies(true);
    }

    /**
     * Returns strategies whose model will not be asked, so that it needs no key.
     *
     * @throws ParameterException if the options do not fit each other
     */
    Strategies strategiesWithoutKey() {
        return strategies(false);
    }

    private Strategies strategies(boolean asked) {
        if (offline == (model != null)) {
            throw usage((offline ? "Give either --offline or --model, not both" : "Give --offline or --model")
                    + ": --offline works by the built-in rules and needs no key,"
                    + " --model NAME --base-url URL --key-env VAR asks a model.");
        }
        if ((priceIn == null) != (priceOut == null)) {
            throw usage("Give --price-in and --price-out together.");
        }
        return model == null ? Strategies.byRules() : Strategies.byModel(teacher(model, asked));
    }

    /** Returns whether a model was named. */
    boolean isGiven() {
        return model != null;
    }

    /**
     * Returns the model.
     *
     * @throws ParameterException if none was named, or the options do not fit each other
     * @throws io.augment.chat.AuthenticationException if there is no key
     */
    OpenAiChatModel teacher() {
        OpenAiChatModel teacher = strategies().teacher();
        if (teacher == null) {
            throw usage("Give --model NAME.");
        }
        return teacher;
    }

    /** Returns whether it is known what the work costs. */
    boolean hasPrice() {
        return offline || priceIn != null;
    }

    ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private OpenAiChatModel teacher(String name, boolean asked) {
        OpenAiChatModel.Builder teacher = OpenAiChatModel.builder().model(name);
        OpenAiPreset preset = OpenAiPreset.OPENAI;
        boolean local = false;
        if (baseUrl != null) {
            teacher.baseUrl(baseUrl);
            String host = String.valueOf(URI.create(baseUrl.strip()).getHost());
            preset = OpenAiPreset.ofHost(host);
            local = isLocal(host);
        }
        if (!asked) {
            teacher.apiKey("not-used");
        } else if (keyVariable != null && !(local && System.getenv(keyVariable) == null)) {
            teacher.apiKeyFromEnv(keyVariable);
        } else if (preset == OpenAiPreset.COMPATIBLE && !local) {
            teacher.apiKeyFromEnv(DEFAULT_KEY);
        }
        if (priceIn != null && priceOut != null) {
            teacher.price(new Price(priceIn, priceOut, null));
        }
        return teacher.build();
    }

    /** A literal address is told by its digits; a name is not looked up. */
    private static boolean isLocal(String host) {
        if (LOCAL_NAMES.contains(host)) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
