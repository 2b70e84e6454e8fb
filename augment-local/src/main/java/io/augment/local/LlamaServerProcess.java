package io.augment.local;

import io.augment.chat.ChatModel;
import io.augment.local.internal.server.ServerKeeper;
import io.augment.local.internal.server.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs llama.cpp's {@code llama-server} as a child process, and talks to it.
 *
 * <p>The executable is the user's own. The server listens on the loopback interface alone, on a port that the system chooses,
 * and wants a random key that no command line and no log shows. A server that ends by itself is started again, a limited
 * number of times; what its log said last is in the exception. Closing aborts the calls under way, sends TERM, and KILL when
 * that does not help; the same happens when the JVM exits. Should the JVM be killed itself, a shell that waits beside it ends the
 * server; without a POSIX shell the server stays behind.
 *
 * <p>The model's identity names the file, its SHA-256 and the server's build. Requests always carry an output limit, and a reply
 * schema is sent as a grammar without blank space. A message with a control token such as {@code <|im_end|>} is refused, because
 * the server would obey it. Log-probabilities can have fewer entries than a reply has tokens: a token that leaves a character
 * unfinished has none. With several slots, a quantized model may answer the same request with the same seed in other words;
 * one slot repeats itself. Safe for use by many threads.
 *
 * <pre>{@code
 * try (LlamaServerProcess server = LlamaServerProcess.builder(Path.of("/opt/llama.cpp/llama-server"), gguf).start()) {
 *     InstructionExpander expander = PaiStudents.expander(server.chatModel()).perSeed(4);
 * }
 * }</pre>
 */
public final class LlamaServerProcess implements AutoCloseable {
    private final ServerKeeper keeper;

    private LlamaServerProcess(ServerKeeper keeper) {
        this.keeper = keeper;
    }

    /**
     * Starts the settings of a server.
     *
     * @param executable the {@code llama-server} program
     * @param model a GGUF file
     */
    public static Builder builder(Path executable, Path model) {
        return new Builder(executable, model);
    }

    /** Returns the model that the server runs; it needs no closing of its own. */
    public ChatModel chatModel() {
        return keeper;
    }

    /** Returns the address of the server's API, such as {@code http://127.0.0.1:40123/v1}; another one after a restart. */
    public String baseUrl() {
        return keeper.url();
    }

    /** Returns the process's identifier; another one after a restart. */
    public long pid() {
        return keeper.pid();
    }

    /** Returns whether the process is there; false between an end of its own and the next call, which starts it again. */
    public boolean isRunning() {
        return keeper.isAlive();
    }

    /** Aborts the calls under way and ends the process; waits until it has ended. */
    @Override
    public void close() {
        keeper.close();
    }

    @Override
    public String toString() {
        return "LlamaServerProcess[" + keeper.info().identity() + "]";
    }

    /** Builds a {@link LlamaServerProcess}. Not safe for use by many threads. */
    public static final class Builder {
        private static final int DEFAULT_CONTEXT = 4_096;
        private static final int MOST_SLOTS = 4;
        private static final Set<String> OWN = Set.of(
                "--api-key",
                "--api-key-file",
                "--host",
                "--port",
                "-m",
                "--model",
                "-a",
                "--alias",
                "-c",
                "--ctx-size",
                "-np",
                "--parallel",
                "-t",
                "--threads");

        private final Path executable;
        private final Path model;
        private int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        private @Nullable Integer slots;
        private int contextPerSlot = DEFAULT_CONTEXT;
        private List<String> arguments = List.of();
        private Duration startTimeout = Duration.ofMinutes(2);
        private Duration stopTimeout = Duration.ofSeconds(5);
        private int maxRestarts = 3;

        private Builder(Path executable, Path model) {
            this.executable = executable;
            this.model = model;
        }

        /**
         * Sets how many threads compute; one fewer than there are processors unless set, because one more than are free makes all
         * of them wait.
         *
         * @throws IllegalArgumentException if the number is below 1
         */
        public Builder threads(int value) {
            this.threads = atLeast("threads", value, 1);
            return this;
        }

        /**
         * Sets how many requests are worked on at once; as many as there are threads, at most 4, unless set.
         *
         * @throws IllegalArgumentException if the number is below 1
         */
        public Builder slots(int value) {
            this.slots = atLeast("slots", value, 1);
            return this;
        }

        /**
         * Sets how many tokens a prompt and its reply may have together; 4096 unless set. Memory grows with slots times this.
         *
         * @throws IllegalArgumentException if the number is below 64
         */
        public Builder contextPerSlot(int value) {
            this.contextPerSlot = atLeast("contextPerSlot", value, 64);
            return this;
        }

        /**
         * Adds arguments of your own, such as {@code --lora adapter.gguf}.
         *
         * @throws IllegalArgumentException if one of them is set by this class
         */
        public Builder arguments(List<String> value) {
            for (String argument : value) {
                if (OWN.contains(argument.replaceFirst("=.*", ""))) {
                    throw new IllegalArgumentException("The argument " + argument.replaceFirst("=.*", "")
                            + " is set by this class; see its other settings");
                }
            }
            this.arguments = List.copyOf(value);
            return this;
        }

        /** Sets how long the server may take to load its model; 2 minutes unless set. */
        public Builder startTimeout(Duration value) {
            this.startTimeout = notNegative("startTimeout", value);
            return this;
        }

        /** Sets how long the server may take to end before it is killed; 5 seconds unless set. */
        public Builder stopTimeout(Duration value) {
            this.stopTimeout = notNegative("stopTimeout", value);
            return this;
        }

        /**
         * Sets how often in all a server that ended by itself is started again; 3 times unless set.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder maxRestarts(int value) {
            this.maxRestarts = atLeast("maxRestarts", value, 0);
            return this;
        }

        /**
         * Starts the server and waits until its model is loaded.
         *
         * @throws LocalServerException if the program or the model is not there, or the server does not come up; the message holds
         *     the last lines of its log
         */
        public LlamaServerProcess start() {
            if (!Files.isRegularFile(executable) || !Files.isExecutable(executable)) {
                throw new LocalServerException(
                        "There is no program at " + executable
                                + ". Build or download llama.cpp, and name its llama-server program.",
                        null);
            }
            if (!Files.isReadable(model)) {
                throw new LocalServerException("There is no model at " + model + ". Name a GGUF file.", null);
            }
            return new LlamaServerProcess(new ServerKeeper(new ServerSettings(
                    executable,
                    model,
                    slots == null ? Math.min(MOST_SLOTS, threads) : slots,
                    contextPerSlot,
                    threads,
                    arguments,
                    startTimeout,
                    stopTimeout,
                    maxRestarts)));
        }

        private static int atLeast(String name, int value, int min) {
            if (value < min) {
                throw new IllegalArgumentException(name + " must be at least " + min + ", but was " + value);
            }
            return value;
        }

        private static Duration notNegative(String name, Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException(name + " must not be negative, but was " + value);
            }
            return value;
        }
    }
}
