package io.augment.filter;

import io.augment.Example;
import io.augment.internal.check.Echo;
import io.augment.internal.check.Language;
import io.augment.internal.check.LanguageDrift;
import io.augment.internal.check.Refusal;
import io.augment.internal.filter.EncodingDamage;
import io.augment.internal.filter.Repetition;
import io.augment.internal.filter.SpecialLists;
import io.augment.internal.filter.WordCount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Creates filters that look at one record at a time: its length, its language, its words, its shape.
 *
 * <p>All are immutable and keep nothing from one record for the next.
 *
 * <pre>{@code
 * List<Filter> rules = Rules.standard();
 * Filter german = Rules.languages("de");
 * Filter clean = Rules.named("personal-data");
 * }</pre>
 */
public final class Rules {
    private static final Map<String, Supplier<Filter>> NAMED = named();

    private Rules() {}

    private static Map<String, Supplier<Filter>> named() {
        Map<String, Supplier<Filter>> named = new LinkedHashMap<>();
        named.put("length", Rules::length);
        named.put("encoding", Rules::encoding);
        named.put("repetition", Rules::repetition);
        named.put("response", Rules::response);
        named.put("refusal", Rules::refusal);
        named.put("same-language", Rules::sameLanguage);
        named.put("self-instruct", Rules::selfInstruct);
        named.put("alpaca", Rules::alpaca);
        named.put("personal-data", Rules::personalData);
        named.put("mask-personal-data", () -> personalData().masking());
        return named;
    }

    /** Returns the names that {@link #named} knows, in the order in which they are sensibly applied. */
    public static List<String> names() {
        return List.copyOf(NAMED.keySet());
    }

    /**
     * Creates a rule by its name.
     *
     * @throws IllegalArgumentException if there is no rule of this name
     */
    public static Filter named(String name) {
        Supplier<Filter> rule = NAMED.get(name);
        if (rule == null) {
            throw new IllegalArgumentException(
                    "There is no rule \"" + name + "\"; there are " + String.join(", ", NAMED.keySet()));
        }
        return rule.get();
    }

    /** Creates the rules that suit any training set: length, encoding, repetition and response. */
    public static List<Filter> standard() {
        return List.of(length(), encoding(), repetition(), response());
    }

    /** Creates a rule on lengths; by default it turns down what is empty or extremely long. */
    public static LengthRule length() {
        return LengthRule.defaults();
    }

    /** Creates a rule that turns down text in a broken encoding. */
    public static Filter encoding() {
        return overTexts("encoding", "encoding-damage", EncodingDamage::find);
    }

    /** Creates a rule that turns down responses that repeat themselves: loops, equal lines, one phrase again and again. */
    public static Filter repetition() {
        return onResponse("repetition", (example, response) -> {
            String found = Repetition.find(response);
            return found == null ? null : Decision.reject("repetition", found);
        });
    }

    /**
     * Creates a rule that turns down responses that are none: blank, the instruction or its input again, or an
     * announcement that ends in a colon (the instance rules of Self-Instruct).
     */
    public static Filter response() {
        return onResponse("response", (example, response) -> {
            String text = response.strip();
            if (text.isEmpty()) {
                return Decision.reject("empty-response");
            }
            String input = example.instruction().input().strip();
            boolean echoes = text.length() > 20
                    && (text.equals(input)
                            || Echo.of(text, example.instruction().prompt()));
            if (echoes) {
                return Decision.reject("echo");
            }
            return text.endsWith(":") || text.endsWith("：") ? Decision.reject("ends-with-colon") : null;
        });
    }

    /**
     * Creates a rule on the length of the response in relation to that of the instruction and its input, in words.
     *
     * @param least the smallest ratio, such as 0.01
     * @param most the largest ratio, such as 500
     * @throws IllegalArgumentException if {@code least} is negative or {@code most} below it
     */
    public static Filter responseRatio(double least, double most) {
        if (!(least >= 0 && most >= least)) {
            throw new IllegalArgumentException("A ratio lies between 0 and the largest, not " + least + " and " + most);
        }
        return onResponse("response-ratio", (example, response) -> {
            double ratio = WordCount.of(response)
                    / Math.max(1, WordCount.of(example.instruction().prompt()));
            if (ratio >= least && ratio <= most) {
                return null;
            }
            return Decision.reject("response-ratio", String.format(Locale.ROOT, "%.3f", ratio));
        });
    }

    /** Creates a rule that turns down responses that decline to answer. */
    public static Filter refusal() {
        return onResponse("refusal", (example, response) -> Refusal.is(response) ? Decision.reject("refusal") : null);
    }

    /**
     * Creates a rule that turns down records whose instruction is plainly in none of these languages, as their scripts and
     * frequent words tell. Short texts, code and mixtures have no plain language and pass.
     *
     * @param codes ISO 639-1 codes, such as {@code en} and {@code zh}
     */
    public static Filter languages(String... codes) {
        return languages(Language::detect, Set.of(codes));
    }

    /** Creates a rule that turns down records whose instruction is, to this detector, in none of these languages. */
    public static Filter languages(LanguageDetector detector, Set<String> codes) {
        Set<String> wanted = Set.copyOf(codes);
        return new NamedRule("languages", example -> {
            String found = detector.detect(example.instruction().text());
            return found == null || wanted.contains(found)
                    ? Decision.keep()
                    : Decision.reject("language", found + ", not " + String.join(" or ", wanted));
        });
    }

    /** Creates a rule that turns down responses in another language than the instruction, unless that was asked for. */
    public static Filter sameLanguage() {
        return onResponse("same-language", (example, response) -> {
            String drift = LanguageDrift.ofResponse(example.instruction(), response);
            return drift == null ? null : Decision.reject("language-drift", drift);
        });
    }

    /** Creates a rule that turns down instructions by the lists of Self-Instruct (Wang et al., 2023). */
    public static Filter selfInstruct() {
        return onInstruction("self-instruct", text -> SpecialLists.find(text, false));
    }

    /** Creates a rule that turns down instructions by the lists of Alpaca (Taori et al., 2023). */
    public static Filter alpaca() {
        return onInstruction("alpaca", text -> SpecialLists.find(text, true));
    }

    /** Creates a rule that turns down records in which one of these words or phrases stands, in any case. */
    public static Filter withoutWords(Collection<String> words) {
        String either = words.stream().map(Rules::bounded).collect(Collectors.joining("|"));
        return without("words", Pattern.compile(either, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    /** Creates a rule that turns down records in which this pattern is found. */
    public static Filter withoutPattern(Pattern pattern) {
        return without("pattern", pattern);
    }

    /** Creates a rule that finds personal data: turns records down, or masks it. */
    public static PersonalData personalData() {
        return PersonalData.rejecting();
    }

    private static String bounded(String word) {
        // Chinese has no boundaries of words.
        boolean startsWithLetter = word.codePointAt(0) < 0x2E80 && Character.isLetterOrDigit(word.codePointAt(0));
        int last = word.codePointBefore(word.length());
        boolean endsWithLetter = last < 0x2E80 && Character.isLetterOrDigit(last);
        return (startsWithLetter ? "(?<![\\p{L}\\p{N}])" : "")
                + Pattern.quote(word)
                + (endsWithLetter ? "(?![\\p{L}\\p{N}])" : "");
    }

    private static Filter without(String name, Pattern pattern) {
        return overTexts(name, "blocked-" + name, text -> {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? matcher.group() : null;
        });
    }

    private interface ResponseRule {
        @Nullable
        Decision check(Example example, String response);
    }

    private static Filter onResponse(String name, ResponseRule rule) {
        return new NamedRule(name, example -> {
            String response = example.response();
            Decision decision = response == null ? null : rule.check(example, response);
            return decision == null ? Decision.keep() : decision;
        });
    }

    private static Filter onInstruction(String name, Function<String, @Nullable String> find) {
        return new NamedRule(name, example -> {
            String found = find.apply(example.instruction().text());
            if (found == null) {
                return Decision.keep();
            }
            int colon = found.indexOf(':');
            return colon < 0
                    ? Decision.reject(found)
                    : Decision.reject(found.substring(0, colon), found.substring(colon + 1));
        });
    }

    private static Filter overTexts(String name, String reason, Function<String, @Nullable String> find) {
        return new NamedRule(name, example -> {
            for (String text : texts(example)) {
                String found = find.apply(text);
                if (found != null) {
                    return Decision.reject(reason, found);
                }
            }
            return Decision.keep();
        });
    }

    private static List<String> texts(Example example) {
        List<String> texts = new ArrayList<>();
        example.instruction().history().forEach(turn -> texts.add(turn.text()));
        texts.add(example.instruction().text());
        texts.add(example.instruction().input());
        String response = example.response();
        if (response != null) {
            texts.add(response);
        }
        return texts;
    }
}
