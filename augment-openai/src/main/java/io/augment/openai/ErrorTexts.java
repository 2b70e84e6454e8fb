package io.augment.openai;

import org.jspecify.annotations.Nullable;

/**
 * Words the errors that people meet on their first attempt, so that the command line and the exceptions say the same.
 *
 * <p>None of the texts holds a key.
 */
public final class ErrorTexts {
    private ErrorTexts() {}

    /**
     * Says that no key was found.
     *
     * @param variable environment variable that should hold it
     * @param url base URL of the provider
     */
    public static String missingKey(String variable, String url) {
        return "No API key for " + url + ": the environment variable " + variable
                + " is not set. Set it to your key, or use --offline to work with the built-in rules and no model.";
    }

    /**
     * Says that the provider refused the key.
     *
     * @param variable environment variable that holds the key; null where the key was given directly
     * @param url base URL of the provider
     * @param status HTTP status
     */
    public static String refusedKey(@Nullable String variable, String url, int status) {
        return url + " refused the API key" + (variable == null ? "" : " in " + variable) + " (HTTP " + status
                + "). Check that the key is complete, has not expired, and belongs to this address.";
    }

    /**
     * Says that the provider wants a key and none was sent.
     *
     * @param url base URL of the provider
     * @param status HTTP status
     */
    public static String keyWanted(String url, int status) {
        return url + " wants an API key (HTTP " + status
                + ") and none was sent. Put the key in an environment variable and name it with --key-env or apiKeyFromEnv.";
    }

    /**
     * Says that there is no such model or path.
     *
     * @param model name that was asked for
     * @param url base URL that was asked
     * @param detail what the server answered, such as {@code HTTP 404}
     */
    public static String wrongModelOrUrl(String model, String url, String detail) {
        return url + " has no model \"" + model + "\" (" + detail
                + "). Check the model's name, and the base URL, which usually ends in /v1.";
    }

    /**
     * Says that nothing could be reached at the address.
     *
     * @param url base URL that was asked
     * @param detail why, such as {@code unknown host}
     */
    public static String unreachable(String url, String detail) {
        return "Nothing could be reached at " + url + " (" + detail
                + "). Check the base URL, and that the server is running.";
    }
}
