package io.augment.architecture;

import com.tngtech.archunit.core.domain.JavaClass;

/** Tells which types of others a public package may name: the JDK's, the null annotations, and two exceptions. */
final class AllowedTypes {

    private AllowedTypes() {}

    static boolean mayName(JavaClass user, JavaClass named) {
        String name = named.getName();
        return named.isPrimitive()
                || name.startsWith("java.")
                || name.startsWith("javax.sql.")
                || name.startsWith("io.augment.")
                || name.startsWith("org.jspecify.annotations.")
                || isGranted(user, name);
    }

    private static boolean isGranted(JavaClass user, String name) {
        // Users share the connection pool and the proxy settings of their own client with a teacher.
        if (user.getName().startsWith("io.augment.openai.")) {
            return name.equals("okhttp3.OkHttpClient");
        }
        // Conformance suites are JUnit classes that users extend.
        return user.getName().startsWith("io.augment.testkit.") && name.startsWith("org.junit.jupiter.");
    }
}
