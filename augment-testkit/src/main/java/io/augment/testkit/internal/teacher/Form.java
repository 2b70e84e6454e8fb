package io.augment.testkit.internal.teacher;

import io.augment.testkit.internal.server.Hashes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Is a sentence with places, such as {@code Translate {x:sentence}}: it can be filled by a hash, and a text that was made from
 * it can be taken apart again. Immutable.
 */
final class Form {
    private static final Pattern PLACE = Pattern.compile(
            "\\{(\\^)?(?:(\\w+):(\\d+)-(\\d+)|(\\w+):(\\w+)|=([^}]+)|~(\\w+)|(\\w+)\\.(\\d)|(\\w+))\\}");

    /** Is a part of the form: fixed text, or a place. Only some of the fields are used by each type. */
    private record Part(Type type, String name, String bank, int low, int high, boolean capital) {}

    private enum Type {
        TEXT,
        NUMBER,
        VALUE,
        COMPUTED,
        FREE,
        ATTRIBUTE,
        AGAIN
    }

    private final Banks banks;
    private final List<Part> parts;
    private final String anchor;
    private volatile @Nullable Pattern pattern;

    Form(String text, Banks banks) {
        this.banks = banks;
        this.parts = parse(text);
        this.anchor = parts.stream()
                .filter(part -> part.type() == Type.TEXT)
                .map(Part::name)
                .reduce("", (a, b) -> a.length() >= b.length() ? a : b);
    }

    private static List<Part> parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int from = 0;
        while (place.find()) {
            if (place.start() > from) {
                parts.add(new Part(Type.TEXT, text.substring(from, place.start()), "", 0, 0, false));
            }
            boolean capital = place.group(1) != null;
            if (place.group(2) != null) {
                int low = Integer.parseInt(place.group(3));
                parts.add(new Part(Type.NUMBER, place.group(2), "", low, Integer.parseInt(place.group(4)), false));
            } else if (place.group(5) != null) {
                parts.add(new Part(Type.VALUE, place.group(5), place.group(6), 0, 0, capital));
            } else if (place.group(7) != null) {
                parts.add(new Part(Type.COMPUTED, place.group(7), "", 0, 0, false));
            } else if (place.group(8) != null) {
                parts.add(new Part(Type.FREE, "", place.group(8), 0, 0, capital));
            } else if (place.group(9) != null) {
                parts.add(new Part(Type.ATTRIBUTE, place.group(9), "", Integer.parseInt(place.group(10)), 0, capital));
            } else {
                parts.add(new Part(Type.AGAIN, place.group(11), "", 0, 0, capital));
            }
            from = place.end();
        }
        if (from < text.length()) {
            parts.add(new Part(Type.TEXT, text.substring(from), "", 0, 0, false));
        }
        return List.copyOf(parts);
    }

    /** Draws a value for each place and returns the text. */
    String make(long hash) {
        Map<String, String> values = new HashMap<>();
        for (Part part : parts) {
            long seed = Hashes.of(hash, Hashes.of(part.name()));
            if (part.type() == Type.NUMBER) {
                long number = part.low() + Long.remainderUnsigned(seed, part.high() - part.low() + 1);
                values.put(part.name(), Long.toString(number));
            } else if (part.type() == Type.VALUE) {
                values.put(part.name(), banks.draw(part.bank(), seed).text());
            }
        }
        return fill(values, hash);
    }

    /** Writes the text with the given values; what the form draws freely depends on the hash. */
    String fill(Map<String, String> values, long hash) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String piece = switch (part.type()) {
                case TEXT -> part.name();
                case COMPUTED -> Long.toString(Arithmetic.compute(part.name(), values));
                case FREE ->
                    banks.draw(part.bank(), Hashes.of(hash, Hashes.of(part.bank())))
                            .text();
                case ATTRIBUTE -> banks.attribute(values.getOrDefault(part.name(), ""), part.low());
                case NUMBER, VALUE, AGAIN -> values.getOrDefault(part.name(), "");
            };
            text.append(part.capital() ? capital(piece) : piece);
        }
        return text.toString();
    }

    /** Finds a text that this form has made inside {@code text}, and returns the values of its places. */
    @Nullable
    Map<String, String> match(String text) {
        if (!text.contains(anchor)) {
            return null;
        }
        Pattern known = pattern;
        if (known == null) {
            known = compile();
            pattern = known;
        }
        Matcher matcher = known.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (Part part : parts) {
            if (part.type() == Type.NUMBER) {
                values.put(part.name(), matcher.group(part.name()));
            } else if (part.type() == Type.VALUE) {
                String found = matcher.group(part.name());
                values.put(part.name(), part.capital() ? banks.uncapitalized(part.bank(), found) : found);
            }
        }
        return values;
    }

    private Pattern compile() {
        StringBuilder regex = new StringBuilder();
        for (Part part : parts) {
            switch (part.type()) {
                case TEXT -> regex.append(Pattern.quote(part.name()));
                case NUMBER -> regex.append("(?<").append(part.name()).append(">\\d+)");
                case VALUE ->
                    regex.append("(?<")
                            .append(part.name())
                            .append('>')
                            .append(banks.values(part.bank()).stream()
                                    .map(value -> part.capital() ? capital(value.text()) : value.text())
                                    .map(Pattern::quote)
                                    .collect(Collectors.joining("|")))
                            .append(')');
                case COMPUTED, FREE, ATTRIBUTE, AGAIN -> regex.append("[^\\n]+?");
            }
        }
        return Pattern.compile(regex.toString());
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
