package io.augment.examples.cli;

import io.augment.chat.Price;
import io.augment.local.GgufChatModel;
import io.augment.local.ModelStore;
import io.augment.openai.OpenAiChatModel;
import io.augment.openai.OpenAiPreset;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says who does the work: the built-in rules, a model behind an OpenAI-compatible API, or a model file in this process. */
final class ModelOptions {
    /** Ends the sentences that ask for a model. */
    static final String HOW_TO_ASK = "--model NAME --base-url URL --key-env VAR asks a model behind a server,"
            + " --model-file FILE one in this process.";

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
            names = "--model-file",
            paramLabel = "FILE",
            description =
                    "Ask the model in this GGUF file, in this process: no server, no key, no price. Or the name of"
                            + " one that augment models downloaded.")
    private @Nullable Path modelFile;

    @Option(
            names = "--context",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description =
                    "With --model-file: tokens that a prompt and its reply may have together; 4096 unless given, or"
                            + " as many as the model was trained for.")
    private @Nullable Integer context;

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

    @Option(
            names = "--rpm",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Send at most N requests per minute.")
    private @Nullable Integer requestsPerMinute;

    @Option(
            names = "--tpm",
            paramLabel = "N",
            converter = Numbers.AtLeastOneLong.class,
            description = "Use at most N tokens per minute, prompt and completion together.")
    private @Nullable Long tokensPerMinute;

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
        if (offline == hasModel()) {
            throw usage(
                    (offline ? "Give either --offline or a model, not both" : "Give --offline, --model or --model-file")
                            + ": --offline works by the built-in rules and needs no key, " + HOW_TO_ASK);
        }
        if ((priceIn == null) != (priceOut == null)) {
            throw usage("Give --price-in and --price-out together.");
        }
        return hasModel() ? Strategies.byModel(teacher(asked)) : Strategies.byRules();
    }

    /** Returns whether a model is to be asked. */
    boolean hasModel() {
        return model != null || modelFile != null;
    }

    /**
     * Returns the model.
     *
     * @throws ParameterException if none was given, or the options do not fit each other
     * @throws io.augment.chat.AuthenticationException if there is no key
     * @throws io.augment.local.ModelFileException if the file's model cannot be run
     * @throws io.augment.local.ModelStoreException if there is no such file
     */
    Teacher requiredTeacher() {
        Teacher teacher = strategies().teacher();
        if (teacher == null) {
            throw usage("Give a model: " + HOW_TO_ASK);
        }
        return teacher;
    }

    /** Returns whether it is known what the work costs. */
    boolean hasPrice() {
        return offline || modelFile != null || priceIn != null;
    }

    ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private Teacher teacher(boolean asked) {
        if (modelFile == null) {
            if (context != null) {
                throw usage("--context is for --model-file: a server has its own.");
            }
            return Teacher.of(served(model == null ? "" : model, asked));
        }
        if (model != null || baseUrl != null || keyVariable != null) {
            throw usage("--model-file works in this process: leave out --model, --base-url and --key-env.");
        }
        if (requestsPerMinute != null || tokensPerMinute != null) {
            throw usage("--model-file needs no rates: leave out --rpm and --tpm.");
        }
        return Teacher.of(inProcess(modelFile));
    }

    private GgufChatModel inProcess(Path file) {
        if (context != null && context < 2) {
            throw usage("--context has room for a prompt and a reply: it is at least 2.");
        }
        GgufChatModel.Builder local =
                GgufChatModel.builder(ModelStore.standard().resolve(file.toString()));
        if (context != null) {
            local.contextPerSlot(context);
        }
        if (priceIn != null && priceOut != null) {
            local.price(new Price(priceIn, priceOut, null));
        }
        return local.build();
    }

    private OpenAiChatModel served(String name, boolean asked) {
        OpenAiChatModel.Builder teacher = server(name, baseUrl, keyVariable, asked);
        if (requestsPerMinute != null) {
            teacher.requestsPerMinute(requestsPerMinute);
        }
        if (tokensPerMinute != null) {
            teacher.tokensPerMinute(tokensPerMinute);
        }
        if (priceIn != null && priceOut != null) {
            teacher.price(new Price(priceIn, priceOut, null));
        }
        return teacher.build();
    }

    /**
     * Returns the settings of a model with its server and key.
     *
     * @param asked whether it will be asked, so that it needs a key
     */
    static OpenAiChatModel.Builder server(
            String name, @Nullable String baseUrl, @Nullable String keyVariable, boolean asked) {
        OpenAiChatModel.Builder server = OpenAiChatModel.builder().model(name);
        OpenAiPreset preset = OpenAiPreset.OPENAI;
        boolean local = false;
        if (baseUrl != null) {
            server.baseUrl(baseUrl);
            String host = String.valueOf(URI.create(baseUrl.strip()).getHost());
            preset = OpenAiPreset.ofHost(host);
            local = isLocal(host);
        }
        if (!asked) {
            server.apiKey("not-used");
        } else if (keyVariable != null && !(local && System.getenv(keyVariable) == null)) {
            server.apiKeyFromEnv(keyVariable);
        } else if (preset == OpenAiPreset.COMPATIBLE && !local) {
            server.apiKeyFromEnv(DEFAULT_KEY);
        }
        return server;
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
