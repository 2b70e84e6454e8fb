package io.augment.internal.expand.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewords English questions as requests, where the word order is certain. */
final class EnglishQuestions {
    private static final int MAX_WORDS = 28;

    /** A frame: a pattern over the question without its mark, and templates over the pattern's groups. */
    private record Frame(Pattern pattern, List<String> templates) {}

    private static final String LISTED =
            "(?:(?:main|key|major|primary|most common|most important|common|possible|potential|different|various|basic) )?"
                    + "(?:advantages|disadvantages|benefits|drawbacks|types|kinds|steps|causes|reasons|symptoms|examples|ingredients|components|features|characteristics|qualities|ways|methods|techniques|tips|strategies|stages|factors|principles|uses|risks|challenges|pros and cons|rules|requirements|skills)";
    private static final String DESCRIBED =
            "(?:(?:main|key|major|primary|most important) )?(?:differences?|similarities|relation|effects?|impacts?|relationship|role|purpose|meaning|process|function|importance|significance|history)";

    private static final List<Frame> FRAMES = List.of(
            frame("What are some (.+)", "List some {1}.", "Name some {1}.", "Tell me some {1}."),
            frame("What are the (" + LISTED + "\\b.*)", "List the {1}.", "Describe the {1}.", "Tell me about the {1}."),
            frame("What (?:are|is) the (" + DESCRIBED + "\\b.*)", "Explain the {1}.", "Describe the {1}."),
            frame("How (?:would|do|can|could|should) (you|I|we|one|people) (.+)", "{how}"),
            frame("What (?:can|should|could|would) (I|we|you|people) (?:do|say)\\b(.*)", "{what}"),
            frame("(What (?:would happen|happens|happened|will happen) .+)", "Explain {1~}.", "Describe {1~}."),
            frame(
                    "(What (?:causes|makes|determines|distinguishes|caused|made|led to) .+)",
                    "Explain {1~}.",
                    "Tell me {1~}."),
            frame(
                    "(Which [\\w' -]{3,40}? (?:is|are|was|were) (?!the \\w+s? (?:that|who))(?:best|better|most|more|the (?:best|most|largest|smallest|longest|highest|oldest|fastest|biggest|main)|known|used|considered|good|available|common|suitable|required|recommended)\\b.*)",
                    "Tell me {1~}.",
                    "I would like to know {1~}."),
            frame("Is there (.+)", "Tell me whether there is {1}.", "I would like to know whether there is {1}."),
            frame("Are there (.+)", "Tell me whether there are {1}.", "I would like to know whether there are {1}."),
            frame(
                    "(Who (?:wrote|invented|discovered|painted|founded|won|built|composed|directed|created|developed|designed|led) .+)",
                    "Tell me {1~}.",
                    "I would like to know {1~}."),
            frame(
                    "What is (the (?:capital|name|population|boiling point|freezing point|currency|official language|largest|smallest|longest|highest|tallest|oldest|fastest|chemical symbol|atomic number|speed|area|distance|formula|value|sum|result|square root|average|plural|past tense|opposite)\\b[^,]*)",
                    "Tell me what {1} is.",
                    "I would like to know what {1} is."),
            frame(
                    "How many (.+?) (?:are|is) there( .+)?",
                    "Tell me how many {1} there are{2}.",
                    "I would like to know how many {1} there are{2}."));

    private static final Pattern TWO_QUESTIONS =
            Pattern.compile("(?i),? and (?:how|what|why|when|where|is|are|does|do|did|who|which|should|can)\\b");
    private static final Pattern CLAUSE_IN_SUBJECT =
            Pattern.compile("(?i)\\b(?:that|which|who|when|if|because|does|do|did)\\b");

    /**
     * Returns other wordings of a question.
     *
     * @param question the question without its mark
     * @param inContext whether other sentences stand around it
     * @param hasInput whether material follows it
     */
    List<String> rephrase(String question, boolean inContext, boolean hasInput) {
        List<String> results = new ArrayList<>();
        if (question.split(" ", 0).length > MAX_WORDS || question.contains("?")) {
            return results;
        }
        for (Frame frame : TWO_QUESTIONS.matcher(question).find() ? List.<Frame>of() : FRAMES) {
            Matcher matcher = frame.pattern().matcher(question);
            if (matcher.matches()) {
                frame.templates().forEach(template -> fill(template, matcher, results));
                break;
            }
        }
        if (!inContext && !hasInput) {
            results.add("Please answer this question: " + EnglishRephraser.upperFirst(question) + "?");
            results.add("I have a question: " + EnglishRephraser.upperFirst(question) + "?");
        }
        return results;
    }

    private static void fill(String template, Matcher matcher, List<String> results) {
        if (template.equals("{how}")) {
            String modal = matcher.group().split(" ", 0)[1];
            String subject = matcher.group(1);
            String clause =
                    "how " + subject + (modal.equalsIgnoreCase("do") ? " " : " " + modal + " ") + matcher.group(2);
            boolean explains = clause.contains(" explain ");
            results.add((explains ? "Describe " : "Explain ") + clause + ".");
            results.add("Tell me " + clause + ".");
            return;
        }
        if (template.equals("{what}")) {
            String[] words = matcher.group().split(" ", 4);
            results.add("Tell me what " + words[2] + " " + words[1] + " " + words[3] + ".");
            results.add("I would like to know what " + words[2] + " " + words[1] + " " + words[3] + ".");
            return;
        }
        if (template.contains("{1} is")
                && CLAUSE_IN_SUBJECT.matcher(matcher.group(1)).find()) {
            return;
        }
        String text = template.replace("{1~}", EnglishRephraser.lowerFirst(matcher.group(1)))
                .replace("{1}", matcher.group(1));
        if (text.contains("{2}")) {
            String second = matcher.group(2);
            text = text.replace("{2}", second == null ? "" : second);
        }
        results.add(text);
    }

    private static Frame frame(String pattern, String... templates) {
        return new Frame(Pattern.compile(pattern), List.of(templates));
    }
}
