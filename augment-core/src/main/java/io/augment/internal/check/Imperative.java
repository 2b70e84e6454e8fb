package io.augment.internal.check;

import java.util.List;
import java.util.Set;

/** Knows the verbs with which instructions begin. */
public final class Imperative {
    private static final Set<String> VERBS = Set.copyOf(List.of(
            ("write compose create generate make give list name describe explain tell find identify classify summarize"
                            + " summarise translate rewrite paraphrase convert change replace fill complete answer solve calculate compute determine decide"
                            + " detect extract select choose pick sort rank order compare contrast discuss analyze analyse evaluate assess suggest recommend"
                            + " provide propose design develop build draft plan outline brainstorm come think imagine suppose consider predict verify check"
                            + " correct fix edit improve add remove delete insert use read look turn try show state define illustrate demonstrate"
                            + " construct produce prepare organize arrange categorize label link parse return output print implement code program"
                            + " simplify shorten expand elaborate continue finish reply respond ask recall mention highlight point enumerate count"
                            + " estimate guess match group combine merge split separate format structure transform reformat render draw sketch paint"
                            + " invent devise formulate craft pen prove derive evaluate simulate act pretend play assume put set do get let help walk"
                            + " teach introduce present report review critique judge rate score explore examine investigate research study test"
                            + " debug refactor optimize document annotate comment rephrase reword restate condense cite quote start begin speak say"
                            + " share offer advise instruct outline detail clarify interpret infer deduce conclude justify argue defend persuade apply")
                    .split(" ")));

    private Imperative() {}

    /** Returns whether the sentence begins as an English instruction does, a leading "please" or "then" aside. */
    public static boolean startsEnglish(String sentence) {
        List<String> words = Prose.words(sentence);
        int i = 0;
        while (i < words.size()
                && Set.of("please", "kindly", "then", "now", "also", "next", "finally", "and")
                        .contains(words.get(i))) {
            i++;
        }
        return i < words.size() && VERBS.contains(words.get(i));
    }
}
