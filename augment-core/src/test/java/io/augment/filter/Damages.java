package io.augment.filter;

import io.augment.Instruction;
import io.augment.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Changes texts as benchmark items change on their way into training data. */
final class Damages {
    static final String FILLER =
            "The committee met on a rainy day and talked about the new library. Nobody had brought an umbrella. "
                    + "After lunch the members walked through the park, where children were flying kites. "
                    + "It was agreed to plant eleven chestnut trees along the northern fence. ";

    private static final String[] FILLER_WORDS =
            FILLER.replaceAll("\\p{Punct}", "").split(" ");

    private Damages() {}

    /** A way in which a text is changed. */
    @FunctionalInterface
    interface Damage {
        String apply(String text, Random random);
    }

    /** Ways that leave every letter in its place. */
    enum Faithful implements Damage {
        VERBATIM,
        UPPER,
        TITLE,
        BARE,
        PUNCTUATED,
        FULL_WIDTH,
        ONE_WORD_PER_LINE,
        ZERO_WIDTH,
        TYPOGRAPHIC,
        EMBEDDED,
        DEEPLY_EMBEDDED,
        WRAPPED,
        HTML,
        MARKDOWN;

        @Override
        public String apply(String text, Random random) {
            return switch (this) {
                case VERBATIM -> text;
                case UPPER -> text.toUpperCase(Locale.ROOT);
                case TITLE ->
                    Arrays.stream(text.split(" "))
                            .map(word ->
                                    word.isEmpty() ? word : Character.toTitleCase(word.charAt(0)) + word.substring(1))
                            .collect(Collectors.joining(" "));
                case BARE -> text.replaceAll("\\p{Punct}", "");
                case PUNCTUATED -> "«" + text.replace(" ", " - ").replace("?", " …") + "»";
                case FULL_WIDTH -> fullWidth(text);
                case ONE_WORD_PER_LINE -> text.replace(' ', '\n');
                case ZERO_WIDTH -> text.replace("e", "e\u200B");
                case TYPOGRAPHIC -> text.replace('\'', '\u2019').replace("\"", "\u201C");
                case EMBEDDED -> FILLER + text + " " + FILLER;
                case DEEPLY_EMBEDDED -> FILLER.repeat(8) + text + "\n" + FILLER.repeat(8);
                case WRAPPED -> "### Task\n\nPlease solve this step by step.\n\n> " + text + "\n\nThanks!";
                case HTML ->
                    "<div><p>"
                            + text.replace("&", "&amp;")
                                    .replace("<", "&lt;")
                                    .replace("\n", "<br/>\n")
                                    .replace(". ", ".</p><p>")
                            + "</p></div>";
                case MARKDOWN -> "## Question\n**" + text.replace(". ", ".** *").replace("\n", "\n- ") + "*";
            };
        }
    }

    /** Ways that keep all words, with others between them or in another order of sentences. */
    enum Interleaved implements Damage {
        EVERY_WORD,
        EVERY_SECOND_WORD,
        EVERY_FIFTH_WORD_BY_FIVE,
        EVERY_TENTH_WORD_BY_TEN,
        SENTENCES_APART,
        SENTENCES_TURNED;

        @Override
        public String apply(String text, Random random) {
            return switch (this) {
                case EVERY_WORD -> between(text, 1, 1);
                case EVERY_SECOND_WORD -> between(text, 2, 1);
                case EVERY_FIFTH_WORD_BY_FIVE -> between(text, 5, 5);
                case EVERY_TENTH_WORD_BY_TEN -> between(text, 10, 10);
                case SENTENCES_APART -> text.replace(". ", ". " + FILLER);
                case SENTENCES_TURNED -> turned(text);
            };
        }
    }

    /** Ways that change a few of the words. */
    enum Reworded implements Damage {
        ONE_WORD_IN_TWENTY,
        ONE_WORD_IN_TWELVE,
        ONE_WORD_IN_TEN,
        ONE_WORD_IN_SEVEN,
        TYPOS,
        WORDS_LEFT_OUT,
        WORDS_SWAPPED;

        @Override
        public String apply(String text, Random random) {
            return switch (this) {
                case ONE_WORD_IN_TWENTY -> replaced(text, 20, random);
                case ONE_WORD_IN_TWELVE -> replaced(text, 12, random);
                case ONE_WORD_IN_TEN -> replaced(text, 10, random);
                case ONE_WORD_IN_SEVEN -> replaced(text, 7, random);
                case TYPOS ->
                    Arrays.stream(text.split(" "))
                            .map(word -> word.length() < 4 || random.nextInt(12) > 0
                                    ? word
                                    : "" + word.charAt(1) + word.charAt(0) + word.substring(2))
                            .collect(Collectors.joining(" "));
                case WORDS_LEFT_OUT ->
                    Arrays.stream(text.split(" "))
                            .filter(word -> random.nextInt(15) > 0)
                            .collect(Collectors.joining(" "));
                case WORDS_SWAPPED -> swapped(text, random);
            };
        }
    }

    /** Places in a record where a text may stand, whole or in two halves. */
    enum Place {
        RESPONSE,
        INPUT,
        HISTORY,
        TWO_TURNS,
        INSTRUCTION_AND_INPUT,
        INSTRUCTION_AND_RESPONSE;

        Instruction put(String text) {
            int space = text.indexOf(' ', text.length() / 2);
            int middle = space < 0 ? text.length() : space;
            String start = text.substring(0, middle);
            String end = text.substring(middle);
            return switch (this) {
                case RESPONSE -> TestRecords.pair("Give me an exercise.", "", "Here is one: " + text + "\nGood luck!");
                case INPUT -> TestRecords.pair("Answer this.", text, "Gladly.");
                case HISTORY ->
                    Instruction.builder("Thanks. And now?")
                            .history(List.of(Turn.user(text), Turn.assistant("Well.")))
                            .build();
                case TWO_TURNS ->
                    Instruction.builder(end)
                            .history(List.of(Turn.user(start), Turn.assistant("Go on, I am listening.")))
                            .build();
                case INSTRUCTION_AND_INPUT ->
                    Instruction.builder(start + ".").input(end).build();
                case INSTRUCTION_AND_RESPONSE -> TestRecords.pair(start + ".", "", end);
            };
        }
    }

    static String turned(String text) {
        List<String> turned = new ArrayList<>(Arrays.asList(text.split("(?<=[.?!]) +")));
        Collections.reverse(turned);
        return String.join(" ", turned);
    }

    static String fullWidth(String text) {
        return text.chars()
                .mapToObj(c -> c > ' ' && c < 0x7F ? (char) (c + 0xFEE0) : c == ' ' ? '\u3000' : (char) c)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    private static String between(String text, int every, int count) {
        StringBuilder mixed = new StringBuilder();
        String[] words = text.split(" ");
        int filler = 0;
        for (int i = 0; i < words.length; i++) {
            mixed.append(words[i]).append(' ');
            for (int k = 0; (i + 1) % every == 0 && k < count; k++) {
                mixed.append(FILLER_WORDS[filler++ % FILLER_WORDS.length]).append(' ');
            }
        }
        return mixed.toString();
    }

    private static String replaced(String text, int oneIn, Random random) {
        String[] words = text.split(" ");
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            places.add(i);
        }
        Collections.shuffle(places, random);
        int count = (int) (words.length / (double) oneIn + random.nextDouble());
        places.subList(0, count).forEach(place -> words[place] = FILLER_WORDS[random.nextInt(FILLER_WORDS.length)]);
        return String.join(" ", words);
    }

    private static String swapped(String text, Random random) {
        String[] words = text.split(" ");
        for (int i = 0; i + 1 < words.length; i += 2) {
            if (random.nextInt(10) == 0) {
                String word = words[i];
                words[i] = words[i + 1];
                words[i + 1] = word;
            }
        }
        return String.join(" ", words);
    }
}
