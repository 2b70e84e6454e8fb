package io.augment.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long monotonous text is what exhausts the time or the stack of a careless pattern: every check must come to an end. */
class HostileLengthTest {
    private static final int LENGTH = 4_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "a",
                "7",
                "{",
                "[",
                "<",
                "\"",
                "`",
                "```",
                "-",
                ".",
                "\n",
                " ",
                "a@",
                "a.",
                "a-",
                "/",
                "http://",
                "[insert ",
                "I'm sorry ",
                "here is ",
                "我们",
                "作为",
                "（",
                "“",
                "1. ",
                "\n#",
                "\n1",
                "a'",
                "a\\",
                "1,000",
                "a_",
                "“a”",
                "{a}",
                "x@y.z",
                "？",
                "- a\n",
                "a, but ",
            })
    void everyCheckEnds(String unit) {
        String text = unit.repeat(LENGTH / unit.length());
        Instruction instruction = Instruction.of("Name three rivers of France.");

        assertThat(InstructionCandidate.expanded(Instruction.of(text), text)).isNotNull();
        assertThat(Literals.missing(text, text)).isEmpty();
        assertThat(Language.drifted(text, text)).isFalse();
        ResponseCandidate.find(instruction, "x@y" + text);
        InstructionCandidate.expanded(instruction, text);
        ResponseCandidate.find(instruction, text);
    }
}
