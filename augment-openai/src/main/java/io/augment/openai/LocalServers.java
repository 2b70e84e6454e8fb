package io.augment.openai;

import io.augment.openai.internal.ModelListing;
import io.augment.openai.internal.ModelListings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Finds the model servers that run on this machine, when it is asked to.
 *
 * <p>It asks {@code /v1/models} on the usual ports of the loopback interface: llama.cpp 8080, Ollama 11434, vLLM 8000 and LM
 * Studio 1234. Nothing leaves the machine and no key is sent; a server that wants one, is still loading or does not answer in
 * time is left out.
 *
 * <pre>{@code
 * for (LocalServer server : LocalServers.find()) {
 *     System.out.println(server.kind().shownName() + " at " + server.baseUrl() + ": " + server.models());
 * }
 * }</pre>
 */
public final class LocalServers {
    private static final Duration TIMEOUT = Duration.ofMillis(700);
    private static final Set<String> OLLAMA_OWNERS = Set.of("library", "ollama");
    private static final Set<String> LM_STUDIO_OWNERS = Set.of("organization_owner", "organization-owner");

    private LocalServers() {}

    /** Returns the servers on the usual ports, in the order of {@link LocalServerKind}; each port gets 0.7 seconds. */
    public static List<LocalServer> find() {
        return find(
                Arrays.stream(LocalServerKind.values())
                        .map(LocalServerKind::port)
                        .filter(port -> port > 0)
                        .toList(),
                TIMEOUT);
    }

    /**
     * Returns the servers on these ports of the loopback interface, in the order of the ports.
     *
     * @param ports 1 to 65535 each; all are asked at once
     * @param timeout for each of them, positive
     * @throws IllegalArgumentException if a port is out of range or the timeout is not positive
     */
    public static List<LocalServer> find(List<Integer> ports, Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be positive, but was " + timeout);
        }
        List<String> urls = new ArrayList<>();
        for (int port : ports) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("A port lies between 1 and 65535, but was " + port);
            }
            urls.add("http://127.0.0.1:" + port + "/v1");
        }
        List<LocalServer> found = new ArrayList<>();
        for (ModelListing listing : ModelListings.ask(urls, timeout)) {
            int port = ports.get(urls.indexOf(listing.baseUrl()));
            found.add(new LocalServer(kind(listing.owner(), port), listing.baseUrl(), listing.models()));
        }
        return List.copyOf(found);
    }

    /** Tells the kind by whom the server names as the models' owner, else by the port. */
    private static LocalServerKind kind(String owner, int port) {
        if (owner.equals("llamacpp")) {
            return LocalServerKind.LLAMA_CPP;
        }
        if (owner.equals("vllm")) {
            return LocalServerKind.VLLM;
        }
        if (OLLAMA_OWNERS.contains(owner) || port == LocalServerKind.OLLAMA.port()) {
            return LocalServerKind.OLLAMA;
        }
        if (LM_STUDIO_OWNERS.contains(owner) || port == LocalServerKind.LM_STUDIO.port()) {
            return LocalServerKind.LM_STUDIO;
        }
        return LocalServerKind.OTHER;
    }
}
