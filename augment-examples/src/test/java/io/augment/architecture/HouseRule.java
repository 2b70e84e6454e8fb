package io.augment.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The rules that every module keeps. Most are for libraries: they leave out the examples and what has a main method. */
enum HouseRule {
    /** What a user compiles against names no library, which may change, clash or leave, and nothing internal. */
    PUBLIC_SIGNATURES_NAME_OWN_TYPES(
            classes().that(library()).and(new PublicTypes()).should(new NameOnlyOwnTypes())),

    /** Libraries are used behind the public packages, where a change of library breaks nobody. */
    OTHER_LIBRARIES_STAY_INTERNAL(classes()
            .that(library())
            .and(not(describe("internal", PublicTypes::isInternal)))
            .should(new UseNoLibrary())),

    /** A module is free to change its internal packages, because no other module looks into them. */
    INTERNALS_STAY_IN_THEIR_MODULE(classes().should(new UseOnlyOwnInternals())),

    /** Rooms can be read, and changed, one after the other. */
    ROOMS_HAVE_NO_CYCLES(slices().assignedFrom(new Rooms()).should().beFreeOfCycles()),

    /** A library writes to the log; the terminal belongs to the program around it. */
    LIBRARIES_PRINT_NOTHING(noClasses().that(library()).should(ACCESS_STANDARD_STREAMS)),

    /** Waiting is injected, so that tests need not wait; only the testkit's server is there to be slow. */
    ONLY_A_SLEEPER_SLEEPS(noClasses()
            .that(library())
            .and(not(resideInAPackage("io.augment.testkit..")))
            .and(not(describe("sleepers", type -> type.getName().matches(".*Sleeper(\\$.*)?"))))
            .should()
            .accessTargetWhere(use(Thread.class, "sleep"))
            .orShould()
            .accessTargetWhere(use(TimeUnit.class, "sleep"))
            .orShould()
            .accessTargetWhere(use(LockSupport.class, "parkNanos", "parkUntil"))),

    /** A library neither ends the process nor hooks into its end, but for ending the child processes that it started. */
    THE_PROCESS_IS_LEFT_ALONE(noClasses()
            .that(library())
            .and(not(describe("exit guards", type -> type.getName().matches(".*\\.ExitGuard"))))
            .should()
            .accessTargetWhere(use(System.class, "exit"))
            .orShould()
            .accessTargetWhere(use(Runtime.class, "exit", "halt", "addShutdownHook"))),

    /** Absence of a value is always said. */
    PACKAGES_ARE_NULL_MARKED(classes().should(new LiveInNullMarkedPackages()));

    private final ArchRule rule;

    HouseRule(ArchRule rule) {
        this.rule = rule.as(name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    ArchRule rule() {
        return rule;
    }

    private static DescribedPredicate<JavaClass> library() {
        return not(resideInAPackage("io.augment.examples..").or(describe("programs", HouseRule::isProgram)));
    }

    private static boolean isProgram(JavaClass type) {
        return type.tryGetMethod("main", String[].class).isPresent();
    }

    /** Describes calls of methods and references to them. */
    private static DescribedPredicate<JavaAccess<?>> use(Class<?> owner, String... methods) {
        Set<String> names = Set.of(methods);
        return describe(
                "uses of " + owner.getSimpleName() + " " + names,
                access -> access.getTargetOwner().isEquivalentTo(owner) && names.contains(access.getName()));
    }
}
