package io.augment.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Checks that the package of a class says what may be null. */
final class LiveInNullMarkedPackages extends ArchCondition<JavaClass> {

    LiveInNullMarkedPackages() {
        super("live in a package with @NullMarked in its package-info.java");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
        if (!marked) {
            events.add(SimpleConditionEvent.violated(type, "no @NullMarked: " + type.getPackageName()));
        }
    }
}
