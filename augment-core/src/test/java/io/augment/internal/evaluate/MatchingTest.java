package io.augment.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.augment.evaluate.AnswerMatcher;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "B|B",
                "b) is wrong, as is everything|-",
                "(B)|B",
                "**B**|B",
                "B.|B",
                "(B) Paris|B",
                "B. Paris|B",
                "B: Paris, since A is in Spain.|B",
                "The answer is B.|B",
                "The answer is (B), not A.|B",
                "the correct answer is: **C**|C",
                "Option D is right.|D",
                "Answer: A|A",
                "First I thought the answer is A. But the answer is C.|C",
                "答案是C。|C",
                "答案：D|D",
                "应选B|B",
                "故选 A。|A",
                "So we get \\boxed{B}.|B",
                "So we get \\boxed{\\text{C}}|C",
                "B, since it is so.|B",
                "A, B and C are all wrong.|-",
                "I, for one, do not know.|-",
                "A cat is an animal.|-",
                "I cannot tell.|-",
                "The answer is Apollo.|-",
                "|-",
                "A.5 meters|-"
            })
    void findsTheChoice(String answer, String letter) {
        assertThat(Matching.chosen(answer == null ? "" : answer)).isEqualTo(letter.equals("-") ? null : letter);
    }

    @Test
    void expectsALetterAloneOrBeforeItsText() {
        assertThat(AnswerMatcher.choice().matches("B", "(B)")).isTrue();
        assertThat(AnswerMatcher.choice().matches("(B) Paris", "B")).isTrue();
        assertThat(AnswerMatcher.choice().matches("B. Paris", "A")).isFalse();
        assertThat(AnswerMatcher.choice().matches("Because", "B")).isNull();
        assertThat(AnswerMatcher.choice().matches("A cat", "A")).isNull();
        assertThat(AnswerMatcher.choice().matches("K", "K")).isNull();
    }

    /** A number is the same however it is written. */
    @RepeatedTest(50)
    void comparesNumbersByValue(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        BigDecimal number = BigDecimal.valueOf(random.nextInt(20_000_000) - 10_000_000, random.nextInt(4));
        NumberFormat grouped = NumberFormat.getInstance(Locale.US);
        grouped.setMaximumFractionDigits(4);
        String written = random.nextBoolean() ? number.toPlainString() : grouped.format(number);
        String money = number.signum() < 0 ? written : "$" + written;
        for (String text :
                new String[] {written, money, "So 3 and 4 make " + written + ".", "#### " + written, "= " + money}) {
            assertThat(AnswerMatcher.number().matches(number.toPlainString(), text))
                    .as(text)
                    .isTrue();
            assertThat(AnswerMatcher.number().matches("He has 2 of them.\n#### " + written, text))
                    .as(text)
                    .isTrue();
            assertThat(AnswerMatcher.number().matches(number.add(BigDecimal.ONE).toPlainString(), text))
                    .as(text)
                    .isFalse();
        }
    }

    @Test
    void expectsANumberAlone() {
        assertThat(AnswerMatcher.number().matches("42", "no idea")).isFalse();
        assertThat(AnswerMatcher.number().matches("about 42", "42")).isNull();
        assertThat(AnswerMatcher.number().matches("", "42")).isNull();
        assertThat(AnswerMatcher.number().matches("3.5", "It is 3.50 m.")).isTrue();
        assertThat(AnswerMatcher.number().matches("5", "Room 4-5")).isNotNull();
    }

    @Test
    void comparesTextsButForTheirDress() {
        assertThat(AnswerMatcher.exact().matches("Paris", " \"PARIS.\" ")).isTrue();
        assertThat(AnswerMatcher.exact().matches("New  York", "new york")).isTrue();
        assertThat(AnswerMatcher.exact().matches("ＡＢＣ", "abc")).isTrue();
        assertThat(AnswerMatcher.exact().matches("巴黎", "巴黎。")).isTrue();
        assertThat(AnswerMatcher.exact().matches("Paris", "Paris, France")).isFalse();
        assertThat(AnswerMatcher.exact().matches("?!", "x")).isNull();
    }

    @Test
    void choosesByWhatIsExpected() {
        AnswerMatcher automatic = AnswerMatcher.automatic();
        assertThat(automatic.matches("C", "I choose option C")).isTrue();
        assertThat(automatic.matches("12", "It is 12.0")).isTrue();
        assertThat(automatic.matches("positive", "Positive.")).isTrue();
        assertThat(automatic.matches("a text that is longer than forty characters", "x"))
                .isNull();
    }

    /** The exact probability, by whole numbers. */
    @RepeatedTest(40)
    void signTestIsExact(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int one = random.nextInt(60);
        int other = random.nextInt(60);
        int n = one + other;
        BigInteger tail = BigInteger.ZERO;
        BigInteger binomial = BigInteger.ONE;
        for (int k = 0; k <= Math.min(one, other); k++) {
            tail = tail.add(binomial);
            binomial = binomial.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1L));
        }
        double exact = new BigDecimal(tail.shiftLeft(1))
                .divide(new BigDecimal(BigInteger.TWO.pow(n)), MathContext.DECIMAL128)
                .doubleValue();
        assertThat(SignTest.pValue(one, other)).isCloseTo(Math.min(1, exact), within(1e-10));
    }

    @Test
    void signTestOfManyRowsIsANumber() {
        assertThat(SignTest.pValue(40_000, 40_200)).isBetween(0.4, 0.6);
        assertThat(SignTest.pValue(0, 0)).isEqualTo(1);
        assertThat(SignTest.pValue(5_000, 0)).isZero();
    }
}
