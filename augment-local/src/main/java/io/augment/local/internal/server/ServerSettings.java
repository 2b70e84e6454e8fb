package io.augment.local.internal.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how a server is started.
 *
 * @param executable the user's llama-server
 * @param model the model's file
 * @param slots requests that are worked on at once
 * @param contextPerSlot tokens of prompt and reply together
 * @param threads threads that compute
 * @param arguments further arguments of the user's
 * @param startTimeout how long loading may take
 * @param stopTimeout how long a stop may take before the process is killed
 * @param maxRestarts how often a server that ended by itself is started again
 */
public record ServerSettings(
        Path executable,
        Path model,
        int slots,
        int contextPerSlot,
        int threads,
        List<String> arguments,
        Duration startTimeout,
        Duration stopTimeout,
        int maxRestarts) {
    /** Variable from which llama-server takes its key: unlike an argument, other users of the machine cannot read it. */
    private static final String KEY_VARIABLE = "LLAMA_API_KEY";

    /** Returns the name under which the server lists its model: without commas, at which it would end for the server. */
    String alias() {
        return String.valueOf(model.getFileName()).replace(',', '_').strip();
    }

    /** Returns a process that is ready to be started. */
    ProcessBuilder process(String key) {
        List<String> command = new ArrayList<>(List.of(
                executable.toAbsolutePath().toString(),
                "--model",
                model.toAbsolutePath().toString(),
                "--alias",
                alias(),
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--ctx-size",
                String.valueOf((long) slots * contextPerSlot),
                "--parallel",
                String.valueOf(slots),
                "--threads",
                String.valueOf(threads),
                "--offline"));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put(KEY_VARIABLE, key);
        // It would be a second name beside ours, and the server lists the first by the alphabet.
        process.environment().remove("LLAMA_ARG_ALIAS");
        // Threads that spin while they wait make a busy machine many times slower.
        process.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        process.environment().put("GOMP_SPINCOUNT", "0");
        return process;
    }
}
