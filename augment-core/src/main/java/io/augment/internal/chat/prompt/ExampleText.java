package io.augment.internal.chat.prompt;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows in-context examples in a prompt: an instruction, and the reply that it should have had. */
public final class ExampleText {
    private ExampleText() {}

    /** Returns the examples with the replies of an expansion. */
    public static String expansions(List<InContextExample> examples, Words words) {
        return all(
                examples,
                words,
                example -> example.expanded().stream()
                        .map(ExampleText::quote)
                        .collect(Collectors.joining(", ", "{\"instructions\": [", "]}")));
    }

    /** Returns the examples with the replies of a refinement. */
    public static String refinements(List<InContextExample> examples, Words words) {
        return all(examples, words, example -> "{\"instruction\": " + quote(example.refined()) + "}");
    }

    private static String all(List<InContextExample> examples, Words words, Function<InContextExample, String> reply) {
        if (examples.isEmpty()) {
            return words.none();
        }
        return examples.stream()
                .map(example -> words.instruction() + "\n" + example.instruction() + "\n" + words.reply() + "\n"
                        + reply.apply(example))
                .collect(Collectors.joining("\n\n"));
    }

    private static String quote(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
