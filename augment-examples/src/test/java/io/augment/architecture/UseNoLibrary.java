package io.augment.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Checks that a class outside the internal packages uses no library but the log and, in the testkit, the assertions. */
final class UseNoLibrary extends ArchCondition<JavaClass> {

    UseNoLibrary() {
        super("use no library");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
                .filter(dependency ->
                        !isAllowed(type, dependency.getTargetClass().getBaseComponentType()))
                .map(Dependency::getDescription)
                .forEach(text -> events.add(SimpleConditionEvent.violated(type, text)));
    }

    private static boolean isAllowed(JavaClass user, JavaClass used) {
        return AllowedTypes.mayName(user, used)
                || used.getName().startsWith("org.slf4j.")
                || (user.getName().startsWith("io.augment.testkit.")
                        && used.getName().startsWith("org.assertj.core.api."));
    }
}
