package io.augment.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks all that a public type shows, each with its type arguments: supertypes, type parameters, visible fields, and
 * the parameters, results and exceptions of visible methods and constructors.
 */
final class NameOnlyOwnTypes extends ArchCondition<JavaClass> {

    NameOnlyOwnTypes() {
        super("name only own types and the JDK's");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        List<JavaType> header = new ArrayList<>(type.getInterfaces());
        type.getSuperclass().ifPresent(header::add);
        header.addAll(type.getTypeParameters());
        inspect(type, type.getName(), header, events);
        type.getFields().stream()
                .filter(NameOnlyOwnTypes::isVisible)
                .forEach(field -> inspect(type, field.getFullName(), List.of(field.getType()), events));
        type.getCodeUnits().stream()
                .filter(NameOnlyOwnTypes::isVisible)
                .forEach(unit -> inspect(type, unit.getFullName(), namedBy(unit), events));
    }

    private static List<JavaType> namedBy(JavaCodeUnit unit) {
        List<JavaType> types = new ArrayList<>(unit.getParameterTypes());
        types.add(unit.getReturnType());
        types.addAll(unit.getTypeParameters());
        types.addAll(unit.getExceptionTypes());
        return types;
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static void inspect(
            JavaClass type, String place, Collection<? extends JavaType> named, ConditionEvents events) {
        Stream<JavaClass> foreign = named.stream()
                .flatMap(each -> each.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .distinct()
                .filter(each -> !AllowedTypes.mayName(type, each) || PublicTypes.isInternal(each));
        foreign.forEach(each -> events.add(SimpleConditionEvent.violated(type, place + " names " + each.getName())));
    }
}
