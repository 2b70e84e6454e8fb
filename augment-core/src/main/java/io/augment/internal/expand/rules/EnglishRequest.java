package io.augment.internal.expand.rules;

import io.augment.internal.check.Imperative;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An English request taken apart: what stands before the asking sentence, that sentence, and what stands after it.
 *
 * @param before text before the asking sentence, with its spacing
 * @param core the asking sentence without courtesy and without its final mark: a command that begins with its verb in lower
 *     case, or a question as it was
 * @param kind what the core is
 * @param mark the final mark: a full stop, a colon or a question mark
 * @param after text after the asking sentence, with its spacing
 * @param bare whether the sentence had no courtesy, so that the core with its mark is the original
 */
record EnglishRequest(String before, String core, Kind kind, char mark, String after, boolean bare) {
    enum Kind {
        COMMAND,
        QUESTION
    }

    private static final int MAX_WORDS = 45;
    private static final Pattern BOUNDARY = Pattern.compile("(?<=[.?!])[ \\t]+(?=[\"“(]?\\p{Lu})");
    private static final Pattern INNER_STOP =
            Pattern.compile("(?<!\\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs))[.?!][\"”)]? +\\p{Lu}");
    private static final Pattern ABBREVIATION = Pattern.compile(
            "(?:\\b(?i:mr|mrs|ms|dr|prof|st|vs|etc|e\\.g|i\\.e|no|fig|jr|sr|inc|ltd|co|approx|u\\.s)\\.|(?<![\\p{L}\\d])\\p{Lu}\\.)$");
    private static final Pattern COURTESY = Pattern.compile(
            "(?i)^(?:please |kindly |(?:can|could|would|will) you (?:please |kindly )?(?:help me (?:to )?)?|(?:please |kindly )?help me (?:to )?"
                    + "|i (?:want|need|would like) you to (?:please )?|i'd like you to |your task is to |your job is to |(?:in this task, )?you (?:need|have|are required|are asked) to )(?=[a-z])");
    private static final Pattern QUESTION_START = Pattern.compile(
            "(?i)^(?:what|which|who|whose|whom|how|why|when|where|is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|am|may|in your opinion, (?:what|which|how|why|is|are|do|should))\\b");

    /** Verbs that are also nouns or more: they count as verbs only before words that begin an object. */
    private static final Pattern OBJECT = Pattern.compile(
            "(?i)^\\S+ (?:an?|the|this|that|these|those|all|any|each|every|both|some|one|two|three|four|five|six|seven|eight|nine|ten|\\d+|me|us|my|your|our|his|her|its|their|it|them|how|why|what|which|who|when|where|whether|if|in|into|from|for|to|on|between|at least|at most|up|down|out|about|of|as|with|or|and|no|several|various|different|possible|only|briefly|following|given|given,|ways|things|examples|names|words|numbers|code|python|java|javascript|c\\+\\+|sql|html|\"|“|'|[A-Z]).*");

    /** Verbs that ask for play-acting or belong to phrases that a frame would break. */
    private static final Set<String> UNSAFE = Set.of(
            "act",
            "pretend",
            "imagine",
            "suppose",
            "assume",
            "consider",
            "do",
            "let",
            "get",
            "put",
            "set",
            "start",
            "begin",
            "say",
            "speak",
            "look",
            "help",
            "think",
            "try",
            "walk",
            "play",
            "see",
            "program",
            "question",
            "ask",
            "continue",
            "return");

    /** A sentence that tells the situation before the asking sentence. */
    private static final Pattern SITUATION = Pattern.compile(
            "^(?:(?i:i|i'm|i’m|i've|my|we|our)\\b|(?:An?|The|This|Two|Three|Some|All|One) (?:\\S+ ){4,}.*\\.\\s*$)");

    /** Texts that speak about their own wording must keep it. */
    private static final Pattern ABOUT_ITSELF = Pattern.compile(
            "(?i)\\b(?:word for word|repeat (?:the|this|my|after)|this (?:request|prompt|instruction|question)|my (?:request|prompt)|above (?:request|prompt)|the request\\b|verbatim|echo\\b)");

    /** Finds the asking sentence, or returns null when there is none that can be reworded safely. */
    static @Nullable EnglishRequest of(String text) {
        String whole = text.strip();
        int lineEnd = whole.indexOf('\n');
        String head = lineEnd < 0 ? whole : whole.substring(0, lineEnd).stripTrailing();
        String tail = lineEnd < 0 ? "" : whole.substring(head.length());
        if (head.isEmpty()
                || ABOUT_ITSELF.matcher(whole).find()
                || head.matches("(?i)(?:question|q|problem|task|input)\\s*:.*")) {
            return null;
        }
        List<String> sentences = sentences(head);
        StringBuilder before = new StringBuilder();
        for (int i = 0; i < sentences.size(); i++) {
            String after = String.join("", sentences.subList(i + 1, sentences.size())) + tail;
            EnglishRequest request = parse(before.toString(), sentences.get(i), after);
            if (request != null) {
                return request;
            }
            if (isUnsafeCommand(sentences.get(i))
                    || !SITUATION.matcher(sentences.get(i)).find()) {
                return null;
            }
            before.append(sentences.get(i));
        }
        return null;
    }

    /** Splits into sentences that keep their trailing space, so that they can be joined again. */
    private static List<String> sentences(String head) {
        List<String> sentences = new ArrayList<>();
        Matcher matcher = BOUNDARY.matcher(head);
        int start = 0;
        while (matcher.find()) {
            if (!ABBREVIATION.matcher(head.substring(start, matcher.start())).find()) {
                sentences.add(head.substring(start, matcher.end()));
                start = matcher.end();
            }
        }
        sentences.add(head.substring(start));
        return sentences;
    }

    private static boolean isUnsafeCommand(String sentence) {
        return UNSAFE.contains(firstWord(sentence)) || sentence.matches("(?i)(?:do not|don't|never)\\b.*");
    }

    private static @Nullable EnglishRequest parse(String before, String sentence, String after) {
        String plain = sentence.stripTrailing();
        String spacing = sentence.substring(plain.length());
        char last = plain.charAt(plain.length() - 1);
        boolean marked = ".?:!".indexOf(last) >= 0;
        String body = marked ? plain.substring(0, plain.length() - 1).stripTrailing() : plain;
        if (body.isEmpty()
                || INNER_STOP.matcher(body).find()
                || body.split("\\s+").length > MAX_WORDS
                || !balanced(body)) {
            return null;
        }
        String stripped = COURTESY.matcher(body).replaceFirst("");
        boolean bare = stripped.equals(body);
        String core = lowerFirst(stripped);
        if (isCommand(core, bare)) {
            char mark = last == ':' ? ':' : '.';
            return new EnglishRequest(before, core, Kind.COMMAND, mark, spacing + after, bare);
        }
        if (bare && last == '?' && QUESTION_START.matcher(body).find()) {
            return new EnglishRequest(before, body, Kind.QUESTION, '?', spacing + after, true);
        }
        return null;
    }

    private static boolean isCommand(String core, boolean bare) {
        String verb = firstWord(core);
        if (UNSAFE.contains(verb)) {
            return core.matches("(?:think of|set up|put together) .*");
        }
        // After "could you" or "you need to" any word is a verb, but only known ones are safe to move.
        return Imperative.startsEnglish(core)
                && core.startsWith(verb)
                && (OBJECT.matcher(core).matches() || (!bare && core.contains(" ")));
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static String lowerFirst(String text) {
        boolean acronym = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        return acronym ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    /** Returns whether quotes and brackets are closed: a sentence was not cut inside of them. */
    private static boolean balanced(String text) {
        return count(text, '"') % 2 == 0
                && count(text, '“') == count(text, '”')
                && count(text, '(') == count(text, ')')
                && count(text, '`') % 2 == 0;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
