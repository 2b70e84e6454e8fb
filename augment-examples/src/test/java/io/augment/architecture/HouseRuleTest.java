package io.augment.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shows that each rule fires, at every place where it could be broken, and stays silent beside them. */
class HouseRuleTest {

    private static final JavaClasses PLANTED = new ClassFileImporter()
            .importPackages("io.augment.planted", "io.augment.internal.planted", "io.augment.internal.planter");

    @Test
    void publicSignatures() {
        List<String> reports = reports(HouseRule.PUBLIC_SIGNATURES_NAME_OWN_TYPES);

        assertThat(reports)
                .anyMatch(text -> text.contains("Leaks.FIELD names com.fasterxml.jackson.databind.JsonNode"))
                .anyMatch(text -> text.contains("Leaks.result() names com.google.common.collect.Multimap"))
                .anyMatch(text -> text.contains("Leaks.parameter(") && text.endsWith("databind.JsonNode"))
                .anyMatch(text -> text.contains("Leaks.exception() names com.fasterxml.jackson.core"))
                .anyMatch(text -> text.contains("Leaks.typeParameter() names com.fasterxml.jackson.databind.JsonNode"))
                .anyMatch(text -> text.contains("Leaks.inherited() names com.fasterxml.jackson.databind.JsonNode"))
                .anyMatch(text -> text.contains("Leaks.internal() names io.augment.internal.planted.Hidden"))
                .anyMatch(text -> text.contains("Leaks$Row.<init>(") && text.endsWith("databind.JsonNode"))
                .anyMatch(text -> text.contains("Leaks$Module names com.fasterxml.jackson.databind.module"))
                .anyMatch(text -> text.contains("Leaks$Box names com.fasterxml.jackson.databind.JsonNode"))
                .noneMatch(text -> text.contains("unseen") || text.contains("Hidden."));
    }

    @Test
    void libraries() {
        assertThat(reports(HouseRule.OTHER_LIBRARIES_STAY_INTERNAL))
                .anyMatch(text -> text.contains("Leaks.unseen()") && text.contains("jackson"))
                .noneMatch(text -> text.contains("<io.augment.internal.planted.Hidden"));
    }

    @Test
    void internals() {
        assertThat(reports(HouseRule.INTERNALS_STAY_IN_THEIR_MODULE))
                .isNotEmpty()
                .allMatch(text -> text.contains("Intruder.look()"));
    }

    @Test
    void cycles() {
        assertThat(reports(HouseRule.ROOMS_HAVE_NO_CYCLES))
                .singleElement()
                .satisfies(text ->
                        assertThat(text).contains("io.augment.planted.Cycle", "io.augment.internal.planter.Back"));
    }

    @Test
    void printing() {
        assertThat(reports(HouseRule.LIBRARIES_PRINT_NOTHING))
                .anyMatch(text -> text.contains("Manners.out()"))
                .anyMatch(text -> text.contains("Manners.err()"))
                .anyMatch(text -> text.contains("Manners.trace("));
    }

    @Test
    void sleeping() {
        assertThat(reports(HouseRule.ONLY_A_SLEEPER_SLEEPS))
                .anyMatch(text -> text.contains("Manners.sleep()"))
                .anyMatch(text -> text.contains("Manners.sleepUnit()"))
                .anyMatch(text -> text.contains("Manners.park()"))
                .noneMatch(text -> text.contains("PlantedSleeper"));
    }

    @Test
    void process() {
        assertThat(reports(HouseRule.THE_PROCESS_IS_LEFT_ALONE))
                .anyMatch(text -> text.contains("Manners.exit()"))
                .anyMatch(text -> text.contains("Manners.halt()"))
                .anyMatch(text -> text.contains("Manners.hook()"));
    }

    @Test
    void nullness() {
        assertThat(reports(HouseRule.PACKAGES_ARE_NULL_MARKED))
                .anyMatch(text -> text.contains("io.augment.internal.planter"))
                .noneMatch(text -> text.contains("io.augment.planted"));
    }

    private static List<String> reports(HouseRule rule) {
        EvaluationResult result = rule.rule().evaluate(PLANTED);
        return result.getFailureReport().getDetails();
    }
}
