package io.augment.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Checks that a class uses internal packages only of the module, told by folder or archive, that it lies in. */
final class UseOnlyOwnInternals extends ArchCondition<JavaClass> {

    UseOnlyOwnInternals() {
        super("use only internal packages of their own module");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String module = moduleOf(type);
        type.getDirectDependenciesFromSelf().stream()
                .filter(dependency ->
                        isForeignInternal(module, dependency.getTargetClass().getBaseComponentType()))
                .map(Dependency::getDescription)
                .forEach(text -> events.add(SimpleConditionEvent.violated(type, text)));
    }

    private static boolean isForeignInternal(String module, JavaClass used) {
        return used.getName().startsWith("io.augment.")
                && PublicTypes.isInternal(used)
                && !moduleOf(used).equals(module);
    }

    private static String moduleOf(JavaClass type) {
        String place = type.getSource().orElseThrow().getUri().toString();
        return place.substring(0, place.indexOf("io/augment/"));
    }
}
