package io.augment.openai.internal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks what is sent as a header, without ever showing a value. */
public final class HeaderRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E]*");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]+");

    private static final Set<String> RESERVED =
            Set.of("authorization", "content-type", "content-length", "transfer-encoding", "host", "connection");

    private HeaderRules() {}

    /**
     * Checks an extra header.
     *
     * @throws IllegalArgumentException if the name or value cannot be sent, or the name is one that the client writes
     */
    public static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A header's name has letters, digits and hyphens, but was: " + name);
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "The header " + name + " is written by the client; a key is set with apiKey or apiKeyFromEnv");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("The value of the header " + name
                    + " holds a line break or another character that no header can carry");
        }
    }

    /**
     * Returns a key without the white space around it.
     *
     * @param where where the key came from, for people
     * @throws IllegalArgumentException if the rest cannot be a key
     */
    public static String key(String key, String where) {
        String bare = key.strip();
        if (!KEY.matcher(bare).matches()) {
            throw new IllegalArgumentException("The API key " + where
                    + " is empty or holds a space, a line break or another character that no key has");
        }
        return bare;
    }
}
