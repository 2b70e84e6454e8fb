package io.augment.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeReplyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FIRST | Output (a)",
                "SECOND | Output (b).",
                "FIRST | (a)",
                "SECOND | B",
                "FIRST | [[A]]",
                "SECOND | My final verdict is: [[B]]",
                "TIE | [[C]]",
                "TIE | Tie",
                "FIRST | Output (a) is better.",
                "SECOND | Therefore, Output (b) is better.",
                "SECOND | Response B is clearly the better one, as it answers the question.",
                "FIRST | Assistant A is superior to Assistant B.",
                "FIRST | I prefer Response 1 over Response 2.",
                "SECOND | The better response is Response 2.",
                "SECOND | Winner: B",
                "FIRST | **Final verdict:** Assistant A",
                "SECOND | Compared to Output (a), Output (b) is better.",
                "FIRST | Output (a), rather than Output (b), is better.",
                "SECOND | Output (a) is worse than Output (b).",
                "FIRST | Response B is not as good as Response A.",
                "SECOND | The second response is better.",
                "FIRST | I would choose the first answer.",
                "SECOND | In terms of detail, Output (a) is better. However, it is wrong. Therefore, Output (b) is better.",
                "FIRST | Model A wins.",
                "TIE | It is a tie.",
                "TIE | Both responses are equally good.",
                "FIRST | {\"reason\": \"shorter\", \"winner\": \"A\"}",
                "SECOND | ```json {\"winner\": 2} ```",
                "TIE | {\"winner\": \"tie\"}",
                "SECOND | <winner>B</winner>",
                "FIRST | 回答A更好",
                "SECOND | 综上所述，回答（B）更好。",
                "SECOND | 第二个回答更好。",
                "FIRST | 答案一优于答案二。",
                "SECOND | 回答1不如回答2。",
                "FIRST | A比B更好。",
                "SECOND | 最终结论：B",
                "SECOND | 更好的回答是：助手B",
                "TIE | 两个回答不相上下，平局。",
                "TIE | 两个回答一样好。",
                "FIRST | 我选择回答A。",
                "SECOND | 在细节方面，回答A更好，但它有事实错误。因此，回答B更好。",
            })
    void readsTheWinner(Preference winner, String reply) {
        assertThat(JudgeReply.read(reply).winner()).isEqualTo(winner);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Both outputs have their merits.",
                "It is hard to say whether Output (a) is better.",
                "Output (a) is not better.",
                "Is Output (a) better? That depends on the reader.",
                "Output (a) would be better if it were shorter.",
                "Output (a) is better. Output (b) is better.",
                "Therefore, Output (a) is better.\n\nTherefore, Output (b) is better.",
                "In terms of style, Output (a) is better. In terms of facts, Output (b) is better.",
                "[[A]] if the first one is better, [[B]] if the second one is better",
                "I cannot help with that.",
                "Output (a) lists three rivers. Output (b) lists four.",
                "8",
                "2",
                "回答A和回答B各有优点。",
                "很难判断回答A是否更好。",
                "回答A并不更好。",
                "<think>Output (a) is better",
            })
    void namesNoWinnerWhereThereIsNone(String reply) {
        assertThat(JudgeReply.read(reply).winner()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 | [[8]]",
                "7.5 | Rating: [[7.5]]",
                "4 | Score: 4/5",
                "7 | Rating: 7 out of 10",
                "7 | on a scale of 1 to 10 I give 7",
                "7 | On a scale from 1 to 10, I would rate this response a 7.",
                "9 | 9",
                "9 | **9**",
                "4.5 | 4.5\\nThe answer is accurate, but leaves out 2 of the 3 rivers.",
                "6 | The answer names 3 of 5 rivers.\\n\\nOverall score: 6",
                "8 | I would give it an 8/10.",
                "8 | This response deserves an 8.",
                "3 | <score>3</score>",
                "5 | {\"score\": 5, \"reason\": \"none\"}",
                "7 | {\"rating\": \"7/10\"}",
                "8 | Accuracy: 9/10. Style: 7/10. Overall score: 8/10.",
                "7 | Score (1-10): 7",
                "7 | The score is 7.",
                "7 | I would rate it seven out of ten.",
                "0 | Score: 0",
                "8 | 评分：8",
                "8 | 评分：8/10",
                "8 | 满分10分，我给8分。",
                "8 | 在1到10分的范围内，我给这个回答8分。",
                "4 | 我给这个回答打四分。",
                "9 | 综合得分：9分",
                "7 | 得分为7。",
                "6 | If it were shorter it would have been a 9. Score: 6",
            })
    void readsTheRating(double rating, String reply) {
        assertThat(JudgeReply.read(reply.replace("\\n", "\n")).rating()).isEqualTo(rating);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "The answer is good.",
                "Score: 12/10",
                "Rating: 11 out of 10",
                "on a scale of 1 to 10 I give 0",
                "On a scale of 1 to 10, I give this a 15.",
                "满分10分，我给12分。",
                "Accuracy: 4/5. Style: 3/5.",
                "Rating: 7 or 8",
                "Score: 7-8",
                "I would not give it a 9.",
                "Please rate the response on a scale of 1 to 10.",
                "The response lists 3 rivers and 2 lakes.",
                "[[7]] or [[8]]",
                "Score: high",
                "Output (a)",
                "The maximum score is 10.",
                "8 6",
            })
    void givesNoRatingWhereThereIsNone(String reply) {
        assertThat(JudgeReply.read(reply).rating()).isNull();
    }

    @Test
    void aRatingOutsideTheGivenScaleIsNone() {
        assertThat(JudgeReply.read("Score: 7", 1, 5).rating()).isNull();
        assertThat(JudgeReply.read("Score: 5", 1, 5).rating()).isCloseTo(5, within(0.0));
    }

    @Test
    void neverFailsAndNeverLeavesTheScaleOnRandomText() {
        String[] parts = {
            "Output (a)", "Output (b)", " is better", " not ", "[[", "]]", "8", "/", "10", " out of ", "\n", "。", "评分",
                    "：", "回答A",
            "更好", "{", "}", "\"winner\"", ":", "(", ")", "-", "1e9", "Therefore, ", "if ", "scale of 1 to ", "<score>",
                    "</score>", "?"
        };
        Random random = new Random(17);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(14);
            for (int j = 0; j < length; j++) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            @Nullable Double rating = JudgeReply.read(text.toString(), 1, 10).rating();
            if (rating != null) {
                assertThat(rating).as(text.toString()).isBetween(1.0, 10.0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Output (a) is better if ", "score ", "1 to ", "if i give it 7 ", "评分 ", "[[", "not a tie "})
    void longRepetitionsAreReadToTheirEnd(String unit) {
        JudgeReply reply = JudgeReply.read(unit.repeat(20_000 / unit.length()));
        assertThat(reply.winner()).isNull();
    }
}
