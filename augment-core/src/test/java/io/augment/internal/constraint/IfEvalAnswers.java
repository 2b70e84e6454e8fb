package io.augment.internal.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Writes a right and a wrong answer to a demand of IFEval, from the numbers and words that belong to it. */
final class IfEvalAnswers {
    private static final String PLAIN = "The river runs past the old mill and down to the sea";

    private IfEvalAnswers() {}

    /** Two answers; null where the demand's numbers leave no room for a wrong one. */
    record Planted(String right, @Nullable String wrong) {}

    static @Nullable Planted of(String kind, JsonNode args, String prompt) {
        return switch (kind) {
            case "punctuation:no_comma" -> new Planted(PLAIN + ".", "The river, the mill and the sea.");
            case "length_constraints:number_words" ->
                counted(args, "num_words", "relation", n -> "river ".repeat(n).strip() + ".", 40);
            case "length_constraints:number_sentences" ->
                counted(
                        args,
                        "num_sentences",
                        "relation",
                        n -> "The river runs past the mill. ".repeat(n).strip(),
                        5);
            case "keywords:forbidden_words" ->
                new Planted(
                        "Zzyx qwv.",
                        "Zzyx " + args.get("forbidden_words").get(0).asText() + " qwv.");
            case "keywords:existence" ->
                new Planted("Zzyx " + String.join(" and ", texts(args.get("keywords"))) + " qwv.", "Zzyx qwv vv.");
            case "keywords:frequency" ->
                counted(
                        args,
                        "frequency",
                        "relation",
                        n -> "Zzyx qwv. " + (args.get("keyword").asText() + " qwv ").repeat(n),
                        2);
            case "keywords:letter_frequency" ->
                counted(
                        args,
                        "let_frequency",
                        "let_relation",
                        n -> "- " + (args.get("letter").asText() + " ").repeat(n),
                        3);
            case "detectable_format:number_highlighted_sections" -> {
                int n = args.get("num_highlights").asInt();
                yield new Planted("The *river* runs past the *mill* here. ".repeat(n), PLAIN + ".");
            }
            case "combination:repeat_prompt" -> {
                String repeat = args.get("prompt_to_repeat").asText();
                yield new Planted(repeat + "\n\n" + PLAIN + ".", PLAIN + ".");
            }
            case "startend:quotation" -> new Planted("\"" + PLAIN + ".\"", PLAIN + ".");
            case "change_case:english_lowercase" ->
                new Planted(PLAIN.toLowerCase(Locale.ROOT) + ".", PLAIN + " in May.");
            case "change_case:english_capital" -> new Planted(PLAIN.toUpperCase(Locale.ROOT) + ".", PLAIN + ".");
            case "detectable_format:title" -> new Planted("<<The river>>\n" + PLAIN + ".", PLAIN + ".");
            case "detectable_format:number_bullet_lists" -> {
                int n = args.get("num_bullets").asInt();
                yield new Planted(
                        "* the river\n".repeat(n).strip(),
                        "* the river\n".repeat(n + 2).strip());
            }
            case "language:response_language" -> language(args.get("language").asText());
            case "detectable_content:number_placeholders" -> {
                int n = args.get("num_placeholders").asInt();
                yield new Planted("The river runs past [name] here. ".repeat(n), PLAIN + ".");
            }
            case "length_constraints:number_paragraphs" -> {
                int n = args.get("num_paragraphs").asInt();
                String mark = prompt.contains("***") ? "\n\n***\n\n" : "\n\n";
                yield new Planted(joined(PLAIN + ".", n, mark), joined(PLAIN + ".", n + 2, mark));
            }
            case "startend:end_checker" ->
                new Planted(PLAIN + ". " + args.get("end_phrase").asText(), PLAIN + ". That is all there was to it.");
            case "detectable_content:postscript" ->
                new Planted(PLAIN + ".\n\n" + args.get("postscript_marker").asText() + " It was cold.", PLAIN + ".");
            case "change_case:capital_word_frequency" ->
                counted(
                        args,
                        "capital_frequency",
                        "capital_relation",
                        n -> "The river and mill run. " + "RIVER ".repeat(n),
                        2);
            case "combination:two_responses" -> new Planted(PLAIN + ".\n******\nThe sea is far.", PLAIN + ".");
            case "detectable_format:json_format" -> new Planted("```json\n{\"river\": \"mill\"}\n```", PLAIN + ".");
            case "detectable_format:multiple_sections" -> {
                int n = args.get("num_sections").asInt();
                String name = args.get("section_spliter").asText().strip();
                StringBuilder right = new StringBuilder();
                for (int i = 1; i <= n; i++) {
                    right.append(name)
                            .append(' ')
                            .append(i)
                            .append("\n")
                            .append(PLAIN)
                            .append(".\n\n");
                }
                yield new Planted(right.toString().strip(), PLAIN + ".");
            }
            case "length_constraints:nth_paragraph_first_word" -> {
                int n = args.get("num_paragraphs").asInt();
                int nth = args.get("nth_paragraph").asInt();
                String word = args.get("first_word").asText();
                List<String> right = new ArrayList<>();
                List<String> wrong = new ArrayList<>();
                for (int i = 1; i <= n; i++) {
                    right.add(i == nth ? word + " the river runs." : PLAIN + ".");
                    wrong.add(PLAIN + ".");
                }
                yield new Planted(String.join("\n\n", right), String.join("\n\n", wrong));
            }
            case "detectable_format:constrained_response" -> new Planted("My answer is yes.", "I like rivers.");
            default -> null;
        };
    }

    private interface Writer {
        String write(int count);
    }

    private static Planted counted(JsonNode args, String count, String relation, Writer writer, int step) {
        int n = args.get(count).asInt();
        boolean atLeast = args.get(relation).asText().equals("at least");
        return atLeast
                ? new Planted(writer.write(n), n == 0 ? null : writer.write(Math.max(0, n - step)))
                : new Planted(writer.write(Math.max(0, n - 1)), writer.write(n + step));
    }

    private static String joined(String text, int times, String mark) {
        return String.join(mark, java.util.Collections.nCopies(times, text));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static @Nullable Planted language(String code) {
        String right = switch (code) {
            case "de" -> "Der Fluss fließt an der alten Mühle vorbei und dann in das Meer, und das ist sehr schön.";
            case "fr" -> "La rivière coule devant le vieux moulin et va vers la mer, et elle est très belle.";
            case "es" -> "El río pasa por el viejo molino y llega hasta el mar, y es muy hermoso para la gente.";
            case "it" -> "Il fiume scorre davanti al vecchio mulino e va verso il mare, e questa è una cosa bella.";
            case "pt" -> "O rio passa pelo velho moinho e vai para o mar, e isso é muito bonito para as pessoas.";
            case "ru" -> "Река течёт мимо старой мельницы и впадает в море, и это очень красиво для всех.";
            case "hi" -> "नदी पुरानी चक्की के पास से बहती है और समुद्र में मिल जाती है";
            case "mr" -> "नदी जुन्या गिरणीजवळून वाहते आणि समुद्राला मिळते आहे";
            case "ar" -> "يمر النهر بجانب الطاحونة القديمة ثم يصب في البحر";
            case "ko" -> "강은 오래된 방앗간을 지나 바다로 흘러갑니다";
            case "th" -> "แม่น้ำไหลผ่านโรงสีเก่าแล้วไหลลงสู่ทะเล";
            case "ta" -> "ஆறு பழைய ஆலையைக் கடந்து கடலில் கலக்கிறது";
            case "te" -> "నది పాత మిల్లు దాటి సముద్రంలో కలుస్తుంది";
            case "kn" -> "ನದಿಯು ಹಳೆಯ ಗಿರಣಿಯನ್ನು ದಾಟಿ ಸಮುದ್ರವನ್ನು ಸೇರುತ್ತದೆ";
            case "gu" -> "નદી જૂની મિલ પાસેથી વહીને સમુદ્રમાં ભળે છે";
            case "pa" -> "ਨਦੀ ਪੁਰਾਣੀ ਚੱਕੀ ਕੋਲੋਂ ਵਗਦੀ ਹੈ ਅਤੇ ਸਮੁੰਦਰ ਵਿੱਚ ਮਿਲਦੀ ਹੈ";
            case "bn" -> "নদীটি পুরানো মিলের পাশ দিয়ে বয়ে সমুদ্রে মিশে যায়";
            default -> null;
        };
        return right == null
                ? null
                : new Planted(right, "The river runs past the old mill and then it goes down to the sea.");
    }
}
