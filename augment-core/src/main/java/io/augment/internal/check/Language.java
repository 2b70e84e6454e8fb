package io.augment.internal.check;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the language of a text by its script, and between languages in Latin script by their most frequent words.
 *
 * <p>It answers only when the evidence is plain: short texts, code and mixtures have no language.
 */
public final class Language {
    private static final int MIN_HAN = 4;
    private static final int MIN_LETTERS = 6;
    private static final double DOMINANT = 0.65;
    private static final Pattern QUOTED =
            Pattern.compile("“[^“”\\n]*”|\"[^\"\\n]*\"|「[^「」\\n]*」|『[^『』\\n]*』|《[^《》\\n]*》|‘[^‘’\\n]*’");
    private static final String QUOTES = "“\"「『《‘";
    private static final String CODE_SIGNS = "{}();=[]_<>\\|+*/#";

    private static final Pattern RUSSIAN_WORD =
            Pattern.compile("(?iu)(?<!\\p{L})(?:что|для|о|об|если|при|или|его|все|вас|мне)(?!\\p{L})");

    private static final Map<UnicodeScript, String> ONE_LANGUAGE = Map.ofEntries(
            Map.entry(UnicodeScript.HANGUL, "ko"),
            Map.entry(UnicodeScript.HEBREW, "he"),
            Map.entry(UnicodeScript.THAI, "th"),
            Map.entry(UnicodeScript.GREEK, "el"),
            Map.entry(UnicodeScript.TAMIL, "ta"),
            Map.entry(UnicodeScript.TELUGU, "te"),
            Map.entry(UnicodeScript.KANNADA, "kn"),
            Map.entry(UnicodeScript.MALAYALAM, "ml"),
            Map.entry(UnicodeScript.GUJARATI, "gu"),
            Map.entry(UnicodeScript.GURMUKHI, "pa"),
            Map.entry(UnicodeScript.GEORGIAN, "ka"),
            Map.entry(UnicodeScript.ARMENIAN, "hy"));

    /** For each frequent word the languages that have it. */
    private static final Map<String, List<String>> LANGUAGES = languagesByWord();

    private Language() {}

    /** Returns the language as an ISO 639-1 code, or null when the text is short, mixed, code, or not known. */
    public static @Nullable String detect(String text) {
        String prose = Prose.of(text);
        if (!has(prose, QUOTES)) {
            return of(prose);
        }
        String unquoted = QUOTED.matcher(prose).replaceAll(" ");
        String clear = letters(unquoted) >= MIN_LETTERS ? of(unquoted) : null;
        return clear != null ? clear : of(prose);
    }

    /** Returns whether the language changed from one text to the other; false when either is not plain. */
    public static boolean drifted(String from, String to) {
        String before = detect(from);
        if (before == null) {
            return false;
        }
        String after = detect(to);
        return after != null && !after.equals(before);
    }

    private static long letters(String text) {
        return text.codePoints().filter(Character::isLetter).count();
    }

    private static @Nullable String of(String text) {
        Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
        int plainLatin = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (point < 0x80) {
                plainLatin += Character.isLetter(point) ? 1 : 0;
            } else if (Character.isLetter(point)) {
                counts.merge(UnicodeScript.of(point), weight(point), Integer::sum);
            }
        }
        if (plainLatin > 0) {
            counts.merge(UnicodeScript.LATIN, plainLatin, Integer::sum);
        }
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        int cjk = count(counts, UnicodeScript.HAN)
                + count(counts, UnicodeScript.HIRAGANA)
                + count(counts, UnicodeScript.KATAKANA);
        if (cjk >= DOMINANT * all && cjk >= MIN_HAN * CJK_WEIGHT) {
            return chineseOrJapanese(counts, cjk);
        }
        UnicodeScript main = null;
        for (Map.Entry<UnicodeScript, Integer> entry : counts.entrySet()) {
            if (entry.getValue() >= DOMINANT * all && entry.getValue() >= MIN_LETTERS) {
                main = entry.getKey();
            }
        }
        if (main == null) {
            return null;
        }
        if (main == UnicodeScript.LATIN) {
            return looksLikeCode(text, all) ? null : latin(text);
        }
        if (main == UnicodeScript.CYRILLIC) {
            return cyrillic(text);
        }
        if (main == UnicodeScript.ARABIC) {
            return arabic(text);
        }
        if (main == UnicodeScript.DEVANAGARI) {
            return devanagari(text);
        }
        return ONE_LANGUAGE.get(main);
    }

    /** One Chinese character says about as much as three Latin letters. */
    private static final int CJK_WEIGHT = 3;

    private static int weight(int point) {
        return Prose.isCjk(point) ? CJK_WEIGHT : 1;
    }

    private static int count(Map<UnicodeScript, Integer> counts, UnicodeScript script) {
        Integer count = counts.get(script);
        return count == null ? 0 : count;
    }

    private static @Nullable String chineseOrJapanese(Map<UnicodeScript, Integer> counts, int cjk) {
        double kana = (double) (cjk - count(counts, UnicodeScript.HAN)) / cjk;
        if (kana >= 0.25) {
            return "ja";
        }
        return kana <= 0.05 ? "zh" : null;
    }

    private static boolean looksLikeCode(String text, int letters) {
        int signs = 0;
        for (int i = 0; i < text.length(); i++) {
            signs += CODE_SIGNS.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
        }
        return signs > 8 && signs > 0.12 * letters;
    }

    private static @Nullable String cyrillic(String text) {
        if (has(text, "іїєґІЇЄҐ")) {
            return has(text, "ыэъёЫЭЪЁ") ? null : "uk";
        }
        if (has(text, "јљњћђџѓќѕ")) {
            return null;
        }
        boolean bulgarian = has(text, "ъЪ");
        return has(text, "ыэёЫЭЁ") || (!bulgarian && RUSSIAN_WORD.matcher(text).find()) ? "ru" : null;
    }

    private static @Nullable String arabic(String text) {
        if (has(text, "ٹڈڑںےھہ")) {
            return "ur";
        }
        return has(text, "پچژگک") ? "fa" : "ar";
    }

    private static @Nullable String devanagari(String text) {
        List<String> words = List.of(text.split("[\\s।,.!?]+"));
        boolean hindi = words.stream().anyMatch(Set.of("है", "हैं", "में", "और", "के", "की", "का", "को")::contains);
        boolean marathi = words.stream().anyMatch(Set.of("आहे", "आहेत", "आणि", "नाही", "मध्ये")::contains);
        if (hindi == marathi) {
            return null;
        }
        return hindi ? "hi" : "mr";
    }

    private static boolean has(String text, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            if (text.indexOf(characters.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String latin(String text) {
        List<String> words = Prose.words(text.replace('’', '\''));
        if (words.size() < 3) {
            return null;
        }
        Map<String, Double> scores = new HashMap<>();
        for (String word : words) {
            List<String> languages = LANGUAGES.getOrDefault(word, List.of());
            for (String language : languages) {
                scores.merge(language, 1.0 / languages.size(), Double::sum);
            }
        }
        String best = null;
        double first = 0;
        double second = 0;
        for (Map.Entry<String, Double> entry : scores.entrySet()) {
            if (entry.getValue() > first) {
                second = first;
                first = entry.getValue();
                best = entry.getKey();
            } else {
                second = Math.max(second, entry.getValue());
            }
        }
        boolean plain = first >= 1.5 && first >= 2 * second && first >= 0.15 * words.size();
        return plain ? best : null;
    }

    private static Map<String, List<String>> languagesByWord() {
        Map<String, List<String>> languages = new HashMap<>();
        frequentWords()
                .forEach((language, words) -> words.forEach(word -> languages
                        .computeIfAbsent(word, any -> new ArrayList<>())
                        .add(language)));
        return Map.copyOf(languages);
    }

    private static Map<String, Set<String>> frequentWords() {
        Map<String, Set<String>> words = new LinkedHashMap<>();
        words.put(
                "en",
                set(
                        "the a an of and to in is are was were be been it its this that these those you your i my we our they"
                                + " their he she his her for with from by on at as or if not no do does did how what which who why"
                                + " when where can could would should will have has had about into than then there some any each"
                                + " following given write give list explain describe tell name make find use sentence question"
                                + " between words one two three me all but so more most other i'm it's don't didn't can't"));
        words.put(
                "de",
                set(
                        "der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren wird werden"
                                + " nicht kein keine mit von vom zu zum zur auf für aus bei nach über unter wie was wer warum ich du"
                                + " er sie es wir ihr mich mir dich dir sich sein ihre im in am an auch als dass wenn man nur noch"
                                + " schreibe erkläre nenne bitte kann können hat haben diese dieser dieses folgenden"));
        words.put(
                "fr",
                set(
                        "le la les l un une des du de d et ou mais est sont était être pas ne n que qui quoi dont où avec pour"
                                + " par sur dans en au aux ce cette ces il elle ils elles nous vous je tu on mon ma mes votre vos"
                                + " son sa ses leur comment pourquoi quel quelle plus très aussi c'est qu'il qu'elle j'ai"
                                + " écrivez expliquez phrase suivante suivant"));
        words.put(
                "es",
                set(
                        "el la los las un una unos unas de del y o pero es son era eran ser está están no que quién qué cómo por"
                                + " para con sin en al se su sus lo le les me mi tu te nos yo él ella ellos más muy también este"
                                + " esta estos como cuando donde escribe explica siguiente hay fue entre"));
        words.put(
                "it",
                set(
                        "il lo la i gli le un una uno di del della dei delle e o ma è sono era non che chi cosa come perché per"
                                + " con su in nel nella al alla da dal dalla si mi ti ci suo sua più molto anche questo questa"
                                + " questi quando dove scrivi spiega seguente ho hai ha"));
        words.put(
                "pt",
                set(
                        "o a os as um uma uns umas de do da dos das e ou mas é são era foi não que quem como por para com sem em"
                                + " no na nos nas ao à se seu sua lhe me eu tu ele ela nós você vocês mais muito também este esta"
                                + " isso quando onde escreva explique seguinte há entre"));
        words.put(
                "nl",
                set(
                        "de het een van en of maar is zijn was waren wordt worden niet geen met voor door op uit bij naar over"
                                + " onder hoe wat wie waarom ik je jij hij zij wij ze we u mijn jouw hun haar dat die deze dit in"
                                + " aan te om als ook nog er schrijf leg uit kan kunnen heeft hebben"));
        words.put(
                "sv",
                set(
                        "och att det som en ett är var på för med av den inte till om jag du han hon vi de har hade kan ska från"
                                + " eller men hur vad vem varför i sig sin när också så"));
        words.put(
                "vi",
                set(
                        "và của là có không được trong cho một những các với này đó người để khi từ tôi bạn hãy như về đã sẽ"));
        words.put(
                "id",
                set("yang dan di dari untuk dengan pada ini itu adalah tidak dalam ke akan saya anda atau juga oleh"));
        words.put(
                "tr", set("ve bir bu için ile olarak da de ne mi değil çok gibi daha olan ben sen var nasıl neden en"));
        words.put("pl", set("i w z na do nie się jest to że jak o po od dla co czy są przez ale który która za"));
        words.put("fi", set("ja on ei se että hän oli mutta kun niin ovat tai myös kuin joka sekä ole minä sinä mitä"));
        return words;
    }

    private static Set<String> set(String words) {
        return Set.copyOf(new java.util.LinkedHashSet<>(List.of(words.split(" "))));
    }
}
