package io.augment.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CuedPatternTest {
    private static final int TRIES = 4_000;
    private static final int ENOUGH = 150;

    /** The patterns that carry cues, by the classes that hold them. */
    static Stream<Field> patterns() throws ClassNotFoundException {
        List<Field> fields = new ArrayList<>();
        for (String holder : List.of(
                "check.Refusal",
                "constraint.CaseConstraints",
                "constraint.LanguageConstraint",
                "constraint.LengthConstraints",
                "constraint.ShapeConstraints",
                "constraint.WordConstraints",
                "judge.rules.ContextDefects",
                "judge.rules.ResponseDefects")) {
            for (Field field : Class.forName("io.augment.internal." + holder).getDeclaredFields()) {
                if (field.getType() == CuedPattern.class) {
                    fields.add(field);
                }
            }
        }
        return fields.stream();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void everyTextThatMatchesHoldsACue(Field field) throws IllegalAccessException {
        field.setAccessible(true);
        CuedPattern cued = (CuedPattern) field.get(null);
        Random random = new Random(field.getName().hashCode());
        int matched = 0;
        for (int i = 0; i < TRIES && matched < ENOUGH; i++) {
            String text = RegexSamples.of(cued.pattern(), random);
            if (cued.pattern().matcher(text).find()) {
                matched++;
                assertThat(cued.isIn(text)).as(text).isTrue();
                assertThat(cued.matcher(CuedText.of(text)).find()).isTrue();
            }
        }
        assertThat(matched).as("texts that match").isGreaterThan(10);
    }

    @Test
    void findsInAnyCaseAndNothingWithoutACue() {
        CuedPattern cued = CuedPattern.of("(?i)\\d+ words?", "word");

        assertThat(cued.isIn("In 40 WORDS")).isTrue();
        assertThat(cued.isIn("In 40 lines")).isFalse();
        assertThat(cued.matcher(CuedText.of("No lines")).find()).isFalse();
        assertThat(cued.isIn("words")).isFalse();
    }

    @Test
    void refusesCuesThatCanNeverBeFound() {
        assertThatIllegalArgumentException().isThrownBy(() -> CuedPattern.of("a", "A"));
        assertThatIllegalArgumentException().isThrownBy(() -> CuedPattern.of("a*", "a"));
    }
}
