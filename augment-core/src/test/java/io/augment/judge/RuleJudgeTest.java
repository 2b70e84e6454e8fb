package io.augment.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.augment.Instruction;
import io.augment.InstructionPair;
import io.augment.Verdict;
import io.augment.testing.PlainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleJudgeTest {
    private static Verdict judge(String instruction, String response) {
        return QualityJudge.rules()
                .judge(InstructionPair.of(Instruction.of(instruction), response), PlainContext.of("judge"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            empty           | Name a river of France.                        | ?!
            placeholder     | Name a river of France.                        | [ANSWER]
            placeholder     | 写一句话介绍长江。                              | 待补充
            echo            | Name a river of France.                        | Name a river of France
            refusal         | Name a river of France.                        | I am sorry, but I cannot help with that.
            refusal         | 写一句话介绍长江。                              | 抱歉，我无法回答这个问题。
            loop            | Name a river of France.                        | The Seine. The Seine. The Seine. The Seine. The Seine.
            truncated       | Tell me about the Seine.                       | The Seine runs through Paris. It rises in Burgundy and then flows through the
            truncated       | 介绍一下长江。                                  | 长江是中国最长的河流。它发源于青藏高原，流经多个省份，最后在
            language-drift  | Tell me about the Seine in a few words, please. | 塞纳河流经巴黎，是法国最著名的河流之一，全长七百多公里。
            meta-text       | Tell me about the Seine.                       | Here is the rewritten response: The Seine runs through Paris.
            absent-material | Tell me about the Seine.                       | As shown in the image above, it runs through Paris.
            absent-material | 介绍一下长江。                                  | 如上图所示，长江流经武汉。
            wrong-format    | Describe the Seine in exactly two sentences.   | It runs through Paris.
            wrong-format    | 用三句话介绍长江。                              | 长江很长。
            wrong-format    | Name a river of France in JSON.                | The Seine.
            arithmetic      | How many legs have 13 dogs?                    | 13 * 4 = 54 legs.
            arithmetic      | 一共有多少个苹果？                              | 12加15等于28个。
            """)
    void namesTheDefect(String defect, String instruction, String response) {
        Verdict verdict = judge(instruction, response);
        assertThat(verdict.defects()).contains(defect);
        assertThat(verdict.score()).isLessThan(0.5);
        assertThat(verdict.reason()).contains(defect + ": ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Name a river of France.               | The Seine
            Tell me about the Seine.              | Sorry for the delay! The Seine runs through Paris and reaches the sea at Le Havre.
            Can you open this file for me?        | I cannot open files, but here is how to do it: right-click it and choose an editor.
            Write a formal refusal of an invitation. | I regret that I cannot attend the meeting.
            Describe the Seine in exactly two sentences. | It runs through Paris. It reaches the sea at Le Havre.
            How many legs have 13 dogs?           | 13 * 4 = 52 legs.
            介绍一下长江。                         | 长江是中国最长的河流，全长约6300公里。
            Translate to Chinese: good morning    | 早上好
            """)
    void findsNothingInGoodAnswers(String instruction, String response) {
        Verdict verdict = judge(instruction, response);
        assertThat(verdict.defects()).as(String.valueOf(verdict.reason())).isEmpty();
        assertThat(verdict.score()).isEqualTo(1.0);
    }

    @Test
    void severalDefectsAreNamedTheGravestFirst() {
        assertThat(judge(
                                "Describe the Seine in exactly two sentences.",
                                "Here is the rewritten response: As shown in the image above, 2 + 2 = 5.")
                        .defects())
                .containsExactly("meta-text", "absent-material", "wrong-format", "arithmetic");
    }
}
