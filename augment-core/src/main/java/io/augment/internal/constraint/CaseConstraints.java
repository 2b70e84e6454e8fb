package io.augment.internal.constraint;

import io.augment.internal.text.CuedPattern;
import io.augment.internal.text.CuedText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Capital and small letters, commas. */
final class CaseConstraints {
    private static final CuedPattern LOWER = CuedPattern.of(
            "(?i)\\b(?:all (?:in )?lower ?-?case|(?:in|use|only|using) (?:only |all )?lower ?-?case(?: letters)?|all lower ?-?case letters|(?:no|without(?: using)?(?: any)?|don't use(?: any)?|do not use(?: any)?) (?:capital|uppercase|upper case) letters|no capital(?:s|ization)|not contain any capital letters|letters (?:\\w+ ){0,4}?(?:should |must |are |be )*(?:lower ?-?case[d]?)(?: letters)?)\\b",
            "lower",
            "capital",
            "upper");
    private static final CuedPattern UPPER = CuedPattern.of(
            "(?i)\\b(?:(?:in|use|using|be in|entirely in|only) (?:all |only )?(?:capital letters|caps\\b|capitals|uppercase(?: letters)?|upper case(?: letters)?)|all capital letters|all (?:uppercase|caps)\\b|(?:no|without(?: using)?(?: any)?) lower ?-?case letters|fully capitalized|capitalize every letter|all letters [^.]{0,40}capitalized)",
            "capital",
            "caps",
            "upper",
            "lower");
    private static final Pattern SOME_WORDS = Pattern.compile(
            "(?i)\\bwords? (?:(?:that are )?(?:in|with|of|using) )?(?:all )?(?:capital|caps|uppercase)|some words|(?:capital|capitalized|all-caps|all caps) words|words that are|for (?:the )?(?:title|headings?|names?|emphasis)");
    private static final CuedPattern CAPITAL_WORDS = CuedPattern.of(
            "(?i)\\b(?:words? (?:(?:in|with|of|using) )?(?:all )?(?:capital(?: letters)?|caps|uppercase(?: letters)?)|(?:all[- ])?(?:capital|capitalized|caps|all-caps) words?|words that are (?:fully )?capitalized)\\b[^.]{0,60}?(?:appear|appears|used|times|limited|be)?[^.]{0,20}?"
                    + Amount.pattern() + "(?:[ -]?times?)?",
            "capital",
            "caps",
            "uppercase");
    private static final CuedPattern SO_MANY_CAPITAL = CuedPattern.of(
            "(?i)" + Amount.pattern()
                    + " (?:such )?(?:stress )?(?:(?:capitalized|capital) words|words?(?: or phrases)?(?: (?!all)\\w+){0,6}? (?:in|with|be in|of) all (?:capital letters|caps))",
            "capital",
            "caps");
    private static final CuedPattern NO_COMMA = CuedPattern.of(
            "(?i)\\b(?:(?:do not|don't|never|cannot|can't|must not|not allowed to|should not|shouldn't|refrain from|avoid|without|no use of|not) (?:\\w+ ){0,4}?(?:any )?commas?|no commas?|commas (?:are|is) not allowed|(?:doesn't|does not) (?:use|contain|have|include) (?:any )?commas?)\\b|(?:不要|不能|不得|禁止|避免)(?:使用|出现|用|有)(?:任何)?逗号|不(?:使用|用|含|带)(?:任何)?逗号",
            "comma",
            "逗号");
    private static final Pattern CAPITAL_WORD =
            Pattern.compile("(?<![\\p{L}])\\p{Lu}[\\p{Lu}'’-]+(?![\\p{Ll}])|(?<![\\p{L}'’])[AI](?![\\p{L}'’])");

    private CaseConstraints() {}

    static void find(CuedText text, List<Constraint> found) {
        Matcher before = SO_MANY_CAPITAL.matcher(text);
        boolean counted = before.find();
        Matcher capitalWords = counted ? before.reset() : CAPITAL_WORDS.matcher(text);
        if (capitalWords.find()) {
            Amount amount = Amount.parse(capitalWords.group("amount"), "");
            if (amount != null && Amount.isStrict(capitalWords.group("amount"), "")) {
                found.add(new Constraint(
                        "capital-words",
                        capitalWords.group(),
                        answer -> amount.allows(
                                        CAPITAL_WORD.matcher(answer).results().count())
                                || amount.allows(CAPITAL_WORD
                                        .matcher(answer)
                                        .results()
                                        .filter(hit -> hit.group().length() > 1)
                                        .count())));
            }
        }
        Matcher lower = LOWER.matcher(text);
        if (lower.find() && !counted && !isOnWords(text)) {
            found.add(new Constraint(
                    "lowercase", lower.group(), answer -> answer.chars().noneMatch(Character::isUpperCase)));
        }
        Matcher upper = UPPER.matcher(text);
        if (upper.find() && !counted && !isOnWords(text) && !LOWER.isIn(text)) {
            found.add(new Constraint(
                    "uppercase", upper.group(), answer -> answer.chars().noneMatch(Character::isLowerCase)));
        }
        Matcher comma = NO_COMMA.matcher(text);
        if (comma.find()) {
            found.add(new Constraint(
                    "no-comma", comma.group(), answer -> answer.indexOf(',') < 0 && answer.indexOf('，') < 0));
        }
    }

    private static boolean isOnWords(CuedText text) {
        return SOME_WORDS.matcher(text.text()).find();
    }
}
