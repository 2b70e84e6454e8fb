package io.augment.openai.internal;

import java.util.List;

/**
 * Is what a server says about its models.
 *
 * @param baseUrl the server's address
 * @param owner who owns the first model, lower case, or an empty string
 * @param models names of the models
 */
public record ModelListing(String baseUrl, String owner, List<String> models) {}
