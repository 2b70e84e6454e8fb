package io.augment.openai;

import io.augment.chat.Price;
import java.util.List;
import java.util.Objects;

/**
 * Is a model server that was found on this machine. Immutable.
 *
 * <pre>{@code
 * LocalServer server = LocalServers.find().get(0);
 * OpenAiChatModel student = server.toChatModel("qwen2.5:1.5b");
 * }</pre>
 *
 * @param kind what kind of server it is
 * @param baseUrl its address, such as {@code http://127.0.0.1:11434/v1}
 * @param models the names of its models, in the order in which it lists them; empty where it has none loaded
 */
public record LocalServer(LocalServerKind kind, String baseUrl, List<String> models) {
    /** Creates a description. */
    public LocalServer {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(baseUrl, "baseUrl");
        models = List.copyOf(models);
    }

    /**
     * Returns the server's only model; the caller closes it.
     *
     * @throws IllegalStateException if the server has no model, or several
     */
    public OpenAiChatModel toChatModel() {
        if (models.size() != 1) {
            throw new IllegalStateException(
                    models.isEmpty()
                            ? kind.shownName() + " at " + baseUrl + " has no model; load one there first"
                            : kind.shownName() + " at " + baseUrl + " has " + models.size() + " models; name one of "
                                    + String.join(", ", models));
        }
        return toChatModel(models.get(0));
    }

    /**
     * Returns one of the server's models; the caller closes it. Some servers answer any name with the model that they have, so
     * that a wrong name would go unnoticed.
     *
     * @throws IllegalArgumentException if the server has no such model
     */
    public OpenAiChatModel toChatModel(String model) {
        if (!models.contains(model)) {
            throw new IllegalArgumentException(kind.shownName() + " at " + baseUrl + " has no model " + model
                    + (models.isEmpty() ? "" : "; it has " + String.join(", ", models)));
        }
        return settings(model).build();
    }

    /** Starts a model of this server, for more settings; its price is 0 unless another one is set. */
    public OpenAiChatModel.Builder settings(String model) {
        return OpenAiChatModel.builder()
                .preset(kind.preset())
                .provider(kind.provider())
                .baseUrl(baseUrl)
                .model(model)
                .price(Price.perMillion("0", "0"));
    }
}
