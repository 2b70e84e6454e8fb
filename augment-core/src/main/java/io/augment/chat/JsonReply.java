package io.augment.chat;

import io.augment.RejectedException;
import io.augment.internal.chat.reply.JsonObjects;
import io.augment.internal.chat.reply.Reasoning;
import io.augment.internal.check.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON object of a reply: it is found whatever stands around it, and its values are taken as they are or not at all.
 *
 * <p>Words before and after the object, code fences, reasoning between {@code <think>} tags, line breaks inside texts and
 * trailing commas are accepted. Nothing is guessed: an object that breaks off, a second object, a missing property and a
 * value of another type are each an {@link UnreadableReplyException}, whose message tells the model in the repair round
 * what to change.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * ReplyParser<Integer> stars = response -> JsonReply.of(response).requireInteger("stars", 1, 5);
 * int rating = context.ask(teacher, request, stars);
 * }</pre>
 */
public final class JsonReply {
    /** Characters beyond which a text does more than decline. */
    private static final int LONGEST_REFUSAL = 4_000;

    private final String path;
    private final Map<String, @Nullable Object> values;

    private JsonReply(String path, Map<String, @Nullable Object> values) {
        this.path = path;
        this.values = values;
    }

    /**
     * Finds the object in a reply.
     *
     * @throws UnreadableReplyException if the reply was cut off at the output limit, or does not hold exactly one object
     * @throws RejectedException with the reason {@code refusal} if the model declined
     * @throws ContentFilteredException if the provider's filter withheld text
     */
    public static JsonReply of(ChatResponse response) {
        if (response.refusal() != null) {
            throw new RejectedException("refusal", response.refusal());
        }
        if (response.isTruncated()) {
            throw UnreadableReplyException.truncated();
        }
        if (response.finishReason().equals(FinishReason.CONTENT_FILTER)) {
            throw new ContentFilteredException(
                    "The provider's filter withheld text of the reply.", null, response.id(), null);
        }
        String text = Reasoning.strip(response.text());
        if (text == null) {
            throw UnreadableReplyException.of("The reply holds reasoning, and nothing after it.");
        }
        try {
            return new JsonReply("", JsonObjects.only(text));
        } catch (UnreadableReplyException problem) {
            if (text.length() <= LONGEST_REFUSAL && Refusal.is(text)) {
                throw new RejectedException("refusal", text);
            }
            throw problem;
        }
    }

    /** Returns whether the object has the property, with a value other than null. */
    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** Returns the names of the properties in the order in which they were written. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    /**
     * Returns a text, without blank space at either end.
     *
     * @throws UnreadableReplyException if it is missing, blank or no text
     */
    public String requireString(String name) {
        if (require(name, "a text") instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        throw wrong(name, "must be a text that is not empty");
    }

    /** Returns a text without blank space at either end; null if it is missing, blank or no text. */
    public @Nullable String optionalString(String name) {
        return values.get(name) instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    /**
     * Returns a list of texts, each without blank space at either end; a text may be empty, and so may the list.
     *
     * @throws UnreadableReplyException if it is missing, no list, or has an element that is no text
     */
    public List<String> requireStrings(String name) {
        List<String> texts = new ArrayList<>();
        for (Object element : requireList(name, "a list of texts")) {
            if (!(element instanceof String text)) {
                throw wrong(name, "must be a list of texts, but element " + (texts.size() + 1) + " is no text");
            }
            texts.add(text.strip());
        }
        return List.copyOf(texts);
    }

    /**
     * Returns a number; one that is written as a text, such as {@code "7"}, counts as the number.
     *
     * @param min lowest accepted value
     * @param max highest accepted value
     * @throws UnreadableReplyException if it is missing, no number, or outside the range: it is never clamped
     */
    public double requireNumber(String name, double min, double max) {
        Object value = require(name, "a number");
        Double number = value instanceof Double given ? given : value instanceof String text ? number(text) : null;
        if (number == null) {
            throw wrong(name, "must be a number");
        }
        if (!(number >= min && number <= max)) {
            throw wrong(name, "must lie between " + plain(min) + " and " + plain(max) + ", but is " + plain(number));
        }
        return number;
    }

    /**
     * Returns a whole number; 7.0 counts as 7.
     *
     * @param min lowest accepted value
     * @param max highest accepted value
     * @throws UnreadableReplyException if it is missing, no whole number, or outside the range
     */
    public int requireInteger(String name, int min, int max) {
        double number = requireNumber(name, min, max);
        if (number != Math.rint(number)) {
            throw wrong(name, "must be a whole number, but is " + plain(number));
        }
        return (int) number;
    }

    /**
     * Returns a truth value.
     *
     * @throws UnreadableReplyException if it is missing or anything but true and false
     */
    public boolean requireBoolean(String name) {
        if (require(name, "true or false") instanceof Boolean value) {
            return value;
        }
        throw wrong(name, "must be true or false, without quotation marks");
    }

    /**
     * Returns one of the choices; upper and lower case count as the same.
     *
     * @throws UnreadableReplyException if it is missing or none of the choices
     */
    public String requireChoice(String name, List<String> choices) {
        if (require(name, "one of " + choices) instanceof String text) {
            for (String choice : choices) {
                if (choice.equalsIgnoreCase(text.strip())) {
                    return choice;
                }
            }
        }
        throw wrong(name, "must be one of " + choices);
    }

    /**
     * Returns an object.
     *
     * @throws UnreadableReplyException if it is missing or no object
     */
    public JsonReply requireObject(String name) {
        return object(name, require(name, "an object"));
    }

    /**
     * Returns a list of objects.
     *
     * @throws UnreadableReplyException if it is missing, no list, or has an element that is no object
     */
    public List<JsonReply> requireObjects(String name) {
        List<JsonReply> objects = new ArrayList<>();
        for (Object element : requireList(name, "a list of objects")) {
            objects.add(object(name + "[" + objects.size() + "]", element));
        }
        return List.copyOf(objects);
    }

    private Object require(String name, String what) {
        Object value = values.get(name);
        if (value == null) {
            throw wrong(name, "is missing; it must be " + what);
        }
        return value;
    }

    private List<?> requireList(String name, String what) {
        if (require(name, what) instanceof List<?> list) {
            return list;
        }
        throw wrong(name, "must be " + what);
    }

    private JsonReply object(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            // Objects come from JsonObjects alone, which gives every object this type.
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) map;
            return new JsonReply(path + name + ".", object);
        }
        throw wrong(name, "must be an object");
    }

    private UnreadableReplyException wrong(String name, String problem) {
        return UnreadableReplyException.of("The property \"" + path + name + "\" " + problem + ".");
    }

    private static @Nullable Double number(String text) {
        String digits = text.strip();
        return digits.length() <= 20 && digits.matches("-?[0-9]+(\\.[0-9]+)?") ? Double.valueOf(digits) : null;
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e9
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    @Override
    public String toString() {
        return "JsonReply" + values.keySet();
    }
}
