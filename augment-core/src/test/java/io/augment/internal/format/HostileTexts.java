package io.augment.internal.format;

import io.augment.Example;
import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Origin;
import io.augment.Provenance;
import io.augment.Role;
import io.augment.Turn;
import io.augment.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes texts and records that break careless readers and writers; the same ones for the same seed. */
public final class HostileTexts {
    private static final String[] PIECES = {
        "plain words",
        "\"quoted\"",
        "back\\slash",
        "\\u0041",
        "\n",
        "\r\n",
        "\t",
        "\u0000",
        "\u0001\u001f\u007f",
        "\u0085",
        "\u2028",
        "\u2029",
        "\ud83d",
        "\ude00",
        "\ud83d\ude00",
        "\ufeff",
        "\uffff",
        "\ufffd",
        "{{name}}",
        "{\"a\": [1, 2",
        "}]",
        "</think>",
        "<|im_end|>",
        "写一首关于夏天的诗。",
        "日本語",
        "naïve café",
        "a,b;c\td",
        "'single'",
        "# heading",
        "```code```",
        "  ",
        "$\\frac{1}{2}$",
        "https://example.org/?a=1&b=2",
        "x".repeat(1025)
    };

    private final Random random;

    public HostileTexts(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a text that is not blank. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(5);
        for (int i = 0; i < pieces; i++) {
            text.append(
                    random.nextInt(4) == 0
                            ? String.valueOf((char) random.nextInt(0x10000))
                            : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().isBlank() ? text.append('x').toString() : text.toString();
    }

    /** Returns a text without lone surrogates, which formats without escapes cannot hold. */
    public String wellFormed() {
        StringBuilder text = new StringBuilder();
        text().codePoints().filter(c -> c < 0xD800 || c > 0xDFFF).forEach(text::appendCodePoint);
        return text.toString().isBlank() ? "x" : text.toString();
    }

    /** Returns a record in which any field may be set, and a response is. */
    public Example example() {
        Instruction.Builder builder = Instruction.builder(text()).id(text()).response(text());
        builder.input(random.nextBoolean() ? text() : "").system(random.nextBoolean() ? text() : "");
        builder.history(history());
        if (random.nextBoolean()) {
            builder.task(text()).language("en").origin(new Origin(text(), 1L + random.nextInt(1000)));
        }
        if (random.nextInt(3) == 0) {
            builder.rejectedResponses(List.of(text(), text() + "!"));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            // Other readers refuse keys with lone surrogates, so that keys are well-formed here.
            metadata.put(wellFormed(), text());
        }
        builder.metadata(metadata);
        if (random.nextBoolean()) {
            builder.provenance(new Provenance(
                    random.nextBoolean() ? text() : null,
                    List.of(
                            Provenance.Step.byRule("expand", text())
                                    .withBefore(random.nextBoolean() ? new Provenance.Before(text(), text()) : null),
                            new Provenance.Step(
                                    "judge", "b", text(), "00ff", "m", "{}", "aa", new BigDecimal("0.000000120000")))));
        }
        Instruction instruction = builder.build();
        String response = instruction.response();
        return random.nextBoolean() || response == null
                ? instruction
                : new InstructionPair(instruction, response, verdict());
    }

    /** Returns rounds of a user and a model, or nothing. */
    public List<Turn> history() {
        List<Turn> turns = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            turns.add(new Turn(Role.USER, text()));
            turns.add(new Turn(Role.ASSISTANT, text()));
        }
        return turns;
    }

    private Verdict verdict() {
        return random.nextInt(4) == 0
                ? Verdict.unscored(text())
                : Verdict.scored(random.nextDouble())
                        .dimension(wellFormed(), random.nextDouble())
                        .defect(text())
                        .reason(random.nextBoolean() ? text() : null)
                        .spread(0.25)
                        .build();
    }
}
