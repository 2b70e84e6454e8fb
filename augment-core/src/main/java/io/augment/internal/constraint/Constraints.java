package io.augment.internal.constraint;

import io.augment.internal.text.CuedText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the constraints in an instruction and checks answers against them. */
public final class Constraints {
    private Constraints() {}

    /** Returns the constraints that the instruction states. */
    public static List<Constraint> in(String instruction) {
        CuedText text = CuedText.of(instruction.replace('’', '\''));
        List<Constraint> constraints = new ArrayList<>();
        LengthConstraints.find(text, constraints);
        WordConstraints.find(text, constraints);
        CaseConstraints.find(text, constraints);
        ShapeConstraints.find(text, constraints);
        LanguageConstraint.find(text, constraints);
        return constraints;
    }

    /** Returns the first constraint that the answer breaks, or null. */
    public static @Nullable Constraint broken(String instruction, String answer) {
        for (Constraint constraint : in(instruction)) {
            if (!constraint.holds().test(answer)) {
                return constraint;
            }
        }
        return null;
    }
}
