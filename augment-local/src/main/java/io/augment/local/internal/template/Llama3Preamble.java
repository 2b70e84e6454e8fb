package io.augment.local.internal.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the dates that the templates of Llama 3.1 and later put before each system text. The day is the one in the
 * template, not today's: a reply must not depend on when it was asked for.
 */
final class Llama3Preamble {
    private static final Pattern CUTOFF = Pattern.compile("(Cutting Knowledge Date: [A-Za-z0-9 ]+)\\\\n");
    private static final Pattern DAY = Pattern.compile("date_string\\s*=\\s*['\"]([^'\"]+)['\"]");

    private Llama3Preamble() {}

    static String in(String template) {
        Matcher cutoff = CUTOFF.matcher(template);
        if (!cutoff.find()) {
            return "";
        }
        Matcher day = DAY.matcher(template);
        return cutoff.group(1) + "\n" + (day.find() ? "Today Date: " + day.group(1) + "\n\n" : "\n");
    }
}
