package io.augment.internal.chat.reply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.augment.chat.UnreadableReplyException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one JSON object in a reply, whatever stands around it: words, a code fence, a list's brackets.
 *
 * <p>Accepted beyond the standard are line breaks inside texts and a comma before a closing bracket, which models write and
 * which mean one thing only. Single quotes, comments, missing ends and repeated names are not repaired: what is missing
 * would be guessed.
 */
public final class JsonObjects {
    /** Longer replies are refused; a model's output limit lies far below. */
    static final int MAX_CHARS = 1_000_000;

    /** Deeper objects are refused, so that a hostile reply cannot exhaust the stack. */
    static final int MAX_DEPTH = 32;

    /** More places that look like an object's beginning are refused: reading starts anew at each of them. */
    static final int MAX_BEGINNINGS = 50;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Names come from a model: a shared symbol table would keep them all.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_CHARS)
                    .maxNumberLength(100)
                    .build())
            .build();

    private JsonObjects() {}

    /**
     * Returns the only object with content in the text. Values are {@link String}, {@link Double}, {@link Boolean},
     * {@link java.util.List}, {@link Map} and null.
     *
     * @throws UnreadableReplyException if there is none, or more than one, or the text breaks off inside one
     */
    public static Map<String, @Nullable Object> only(String text) {
        if (text.length() > MAX_CHARS) {
            throw unreadable("it has more than " + MAX_CHARS + " characters");
        }
        Set<Map<String, @Nullable Object>> found = new LinkedHashSet<>();
        String problem = "it holds no JSON object";
        int beginnings = 0;
        for (int at = nextObject(text, 0); at >= 0; ) {
            if (++beginnings > MAX_BEGINNINGS) {
                throw unreadable("it holds more than " + MAX_BEGINNINGS + " JSON objects, but must hold one");
            }
            Attempt attempt = attempt(text.substring(at));
            if (attempt.problem() != null) {
                problem = attempt.problem();
            } else if (!attempt.object().isEmpty()) {
                found.add(attempt.object());
            }
            at = nextObject(text, at + Math.max(1, attempt.length()));
        }
        if (found.size() == 1) {
            return found.iterator().next();
        }
        throw unreadable(found.isEmpty() ? problem : "it holds " + found.size() + " JSON objects, but must hold one");
    }

    /** Is what came of reading at one place: an object, or why there is none; and how many characters were read. */
    private record Attempt(
            Map<String, @Nullable Object> object, @Nullable String problem, int length) {}

    private static Attempt attempt(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonValues values = new JsonValues(parser);
            try {
                return new Attempt(values.readFirstObject(), null, position(parser));
            } catch (JsonEOFException e) {
                throw unreadable("its JSON object is not complete: the text ends inside it");
            } catch (StreamConstraintsException e) {
                throw unreadable("its JSON object is nested too deeply, or has too long a number");
            } catch (JsonProcessingException e) {
                String problem = describe(e);
                if (values.count() > 0) {
                    throw unreadable(problem);
                }
                // Such as {"score": <number>}: a form that the model talks about, not yet its reply.
                return new Attempt(Map.of(), problem, position(parser));
            }
        } catch (IOException e) {
            throw unreadable("its JSON object is not valid");
        }
    }

    private static int position(JsonParser parser) {
        return (int) parser.currentLocation().getCharOffset();
    }

    /** Returns where the next brace opens that a name or the object's end follows: braces of prose and code do not count. */
    private static int nextObject(String text, int from) {
        for (int brace = text.indexOf('{', from); brace >= 0; brace = text.indexOf('{', brace + 1)) {
            int next = brace + 1;
            while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            if (next == text.length() || text.charAt(next) == '"' || text.charAt(next) == '}') {
                return brace;
            }
        }
        return -1;
    }

    private static String describe(JsonProcessingException problem) {
        String message =
                String.valueOf(problem.getOriginalMessage()).lines().findFirst().orElse("");
        int line = problem.getLocation() == null ? 1 : problem.getLocation().getLineNr();
        return "its JSON object is not valid: " + message + ", in line " + line
                + " of the object; inside a text, a quotation mark is written \\\" and a backslash \\\\";
    }

    private static UnreadableReplyException unreadable(String problem) {
        return UnreadableReplyException.of("The reply cannot be read: " + problem + ".");
    }
}
