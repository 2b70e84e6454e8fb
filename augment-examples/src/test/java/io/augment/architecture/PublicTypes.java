package io.augment.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;

/** Accepts what code outside the module can name: visible types, nested ones included, outside internal packages. */
final class PublicTypes extends DescribedPredicate<JavaClass> {

    PublicTypes() {
        super("are part of the public API");
    }

    @Override
    public boolean test(JavaClass type) {
        return !isInternal(type)
                && isVisible(type)
                && type.getEnclosingClass().map(this::test).orElse(true);
    }

    static boolean isInternal(JavaClass type) {
        return (type.getPackageName() + '.').contains(".internal.");
    }

    private static boolean isVisible(JavaClass type) {
        return !type.isAnonymousClass()
                && !type.isLocalClass()
                && (type.getModifiers().contains(JavaModifier.PUBLIC)
                        || type.getModifiers().contains(JavaModifier.PROTECTED));
    }
}
