package io.augment.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds every module to the rules of the house. It lies here because this module sees all the others. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.augment");

    @ParameterizedTest
    @EnumSource
    void everyModuleKeeps(HouseRule rule) {
        rule.rule().check(HOUSE);
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(HOUSE)
                .extracting(JavaClass::getPackageName)
                .contains("io.augment", "io.augment.examples.cli")
                .anyMatch(name -> name.startsWith("io.augment.openai"))
                .anyMatch(name -> name.startsWith("io.augment.testkit"))
                .noneMatch(name -> name.startsWith("io.augment.architecture"));
    }
}
