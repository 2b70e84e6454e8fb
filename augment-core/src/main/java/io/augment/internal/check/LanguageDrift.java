package io.augment.internal.check;

import io.augment.Instruction;
import io.augment.Turn;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether what a model wrote is in a language that the record gives no reason for. */
public final class LanguageDrift {
    private static final Pattern CHOOSES_LANGUAGE = Pattern.compile("(?i)\\btranslat|\\blanguages?\\b"
            + "|\\b(?:english|chinese|mandarin|cantonese|japanese|korean|german|french|spanish|portuguese|italian|dutch|russian"
            + "|ukrainian|polish|czech|swedish|danish|norwegian|finnish|turkish|greek|latin|arabic|hebrew|persian|hindi|urdu"
            + "|bengali|thai|vietnamese|indonesian|malay|hungarian|romanian|bulgarian|swahili)\\b"
            + "|\\b(?:übersetz|tradui|traduc|tradu[zç]|vertaal)|перевед|перевод|翻訳|번역|翻译|译[成为文]|语言|語で"
            + "|(?:英|中|汉|日|韩|德|法|俄|西班牙|葡萄牙|意大利|阿拉伯|拉丁|外)(?:语|文)|日本語|粤语|文言|白话|繁体|拼音");

    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}+");

    /** Letters, of which a response needs so many to show its language. */
    private static final int MIN_RESPONSE = 24;

    private LanguageDrift() {}

    /** Returns the language of an instruction: the one that it carries, or the one that its text shows; null if unknown. */
    public static @Nullable String languageOf(Instruction instruction) {
        String given = instruction.language();
        if (given != null && given.length() >= 2) {
            return given.substring(0, 2).toLowerCase(Locale.ROOT);
        }
        String detected = Language.detect(instruction.text());
        return detected != null ? detected : Language.detect(instruction.prompt());
    }

    /** Describes the drift of a new or rewritten instruction, or returns null. */
    public static @Nullable String ofInstruction(Instruction original, String candidate) {
        String before = languageOf(original);
        String after = Language.detect(candidate);
        if (before == null || after == null || languages(original).contains(after)) {
            return null;
        }
        // "Translate to English: ..." shows its own language before the material.
        String start = candidate.lines().findFirst().orElse("");
        return before.equals(Language.detect(start)) ? null : describe(before, after);
    }

    /** Describes the drift of a response, or returns null; a record that speaks of languages may be answered in any. */
    public static @Nullable String ofResponse(Instruction instruction, String response) {
        if (weight(Prose.of(response)) < MIN_RESPONSE) {
            return null;
        }
        String before = plainLanguageOf(instruction);
        String after = Language.detect(response);
        if (before == null
                || after == null
                || before.equals(after)
                || languages(instruction).contains(after)) {
            return null;
        }
        boolean chosen = CHOOSES_LANGUAGE.matcher(instruction.text()).find()
                || CHOOSES_LANGUAGE.matcher(instruction.system()).find()
                || instruction.history().stream()
                        .map(Turn::text)
                        .anyMatch(text -> CHOOSES_LANGUAGE.matcher(text).find());
        return chosen ? null : describe(before, after);
    }

    /** Returns how much there is to tell a language by: a Chinese character says as much as three letters. */
    private static int weight(String prose) {
        return prose.codePoints()
                .filter(Character::isLetter)
                .map(c -> Prose.isCjk(c) ? 3 : 1)
                .sum();
    }

    /** Returns the language of an instruction, also of one that is too short to show it but by its first word or its script. */
    private static @Nullable String plainLanguageOf(Instruction instruction) {
        String language = languageOf(instruction);
        if (language != null) {
            return language;
        }
        String text = instruction.text();
        if (Prose.isChinese(text) && text.codePoints().noneMatch(c -> Prose.isCjk(c) && !Character.isIdeographic(c))) {
            return "zh";
        }
        return ASCII.matcher(text).matches()
                        && Imperative.startsEnglish(text)
                        && Prose.words(text).size() >= 3
                ? "en"
                : null;
    }

    private static Set<@Nullable String> languages(Instruction instruction) {
        Set<@Nullable String> all = new HashSet<>();
        all.add(languageOf(instruction));
        all.add(Language.detect(instruction.text()));
        all.add(Language.detect(instruction.prompt()));
        all.add(Language.detect(instruction.input()));
        instruction.history().forEach(turn -> all.add(Language.detect(turn.text())));
        return all;
    }

    private static String describe(String before, String after) {
        return "from " + before + " to " + after;
    }
}
