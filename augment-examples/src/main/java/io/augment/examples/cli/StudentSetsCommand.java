package io.augment.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augment.export.Split;
import io.augment.run.RunDirectory;
import io.augment.student.StudentProfile;
import io.augment.train.StudentSet;
import io.augment.train.StudentSets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes training sets for students out of a run. */
@Command(
        name = "student-sets",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes training sets for students out of what a run kept: each prompt is what the student will be sent.",
        footer = {
            "",
            "Sets: expansion, refinement, pairs, responses, preferences. The first three have the prompts of the released",
            "students unless a profile is given. Rows made by rules, or brought along by seeds, need --made-by-anyone.",
            "",
            "Example: augment student-sets out/run --out sets --sets expansion,refinement --validation 0.05"
        })
final class StudentSetsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Main main;

    @Parameters(paramLabel = "RUN_DIR", description = "Directory of the run.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path run;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Directory for the sets, one below it for each.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Option(
            names = "--sets",
            split = ",",
            defaultValue = "expansion,refinement,pairs,responses",
            paramLabel = "NAME",
            description = "Sets to make; expansion,refinement,pairs,responses unless given.")
    private List<String> sets = List.of();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Profile of a student of your own, as JSON, for the set of its task; may be given for each.")
    private List<Path> profiles = List.of();

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            converter = Numbers.Share.class,
            description = "Share of the seeds that is held out, each with its descendants, in a part of its own.")
    private @Nullable Double validation;

    @Option(
            names = "--split",
            paramLabel = "PARTS",
            description = "Shares of several parts, such as train=0.9,validation=0.05,test=0.05.")
    private @Nullable String split;

    @Option(
            names = "--n",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Rows of each set at most, in the mix of --mix; all rows unless given.")
    private @Nullable Integer number;

    @Option(
            names = "--mix",
            defaultValue = "pai",
            paramLabel = "NAME",
            description = "With --n: pai, uniform, as-is, square-root, or a file with shares; pai unless given.")
    private String mix = "pai";

    @Option(
            names = "--made-by",
            split = ",",
            paramLabel = "MODEL",
            description = "Take only what these models made, such as openai/gpt-4o; all models unless given.")
    private List<String> makers = List.of();

    @Option(names = "--made-by-anyone", description = "Take what rules made and what seeds brought along, too.")
    private boolean anyone;

    @Option(
            names = "--difficulty",
            paramLabel = "X",
            description = "Take only records that the run found at least this difficult for the student, -1 to 1.")
    private @Nullable Double difficulty;

    @Option(
            names = "--seed",
            defaultValue = "0",
            paramLabel = "N",
            description = "Seeds all random choices; 0 unless given.")
    private long seed;

    @Option(names = "--json", description = "Print the result as one JSON array, an object for each set.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public Integer call() {
        List<StudentSet> made = sets().write(out);
        if (json) {
            main.terminal().out().println(toJson(made));
        } else {
            made.forEach(set -> print(set, main.terminal().out()));
        }
        return ExitStatus.DONE;
    }

    private StudentSets sets() {
        StudentSets wanted = StudentSets.from(RunDirectory.at(run)).seed(seed);
        try {
            for (String name : new LinkedHashSet<>(sets)) {
                wanted = with(wanted, name.strip());
            }
            if (validation != null && split != null) {
                throw new IllegalArgumentException("--validation and --split cannot both be given");
            }
            wanted = validation == null ? wanted : wanted.validation(validation);
            wanted = split == null ? wanted : wanted.split(Split.of(split));
            wanted = number == null ? wanted : wanted.balance(MixOptions.mix(mix), number);
            wanted = makers.isEmpty() ? wanted : wanted.madeBy(Set.copyOf(makers));
            wanted = anyone ? wanted.madeByAnyone() : wanted;
            return difficulty == null ? wanted : wanted.atLeastDifficulty(difficulty);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private StudentSets with(StudentSets wanted, String name) {
        return switch (name) {
            case "expansion" -> wanted.expansion(profile(StudentProfile.exp()));
            case "refinement" -> wanted.refinement(profile(StudentProfile.refine()));
            case "pairs" -> wanted.pairs(profile(StudentProfile.responseExp()));
            case "responses" -> wanted.responses();
            case "preferences" -> wanted.preferences();
            default ->
                throw new IllegalArgumentException("Invalid value for option '--sets': there is no set \"" + name
                        + "\"; there are expansion, refinement, pairs, responses and preferences");
        };
    }

    /** Returns the profile that was given for the task, or the released student's. */
    private StudentProfile profile(StudentProfile released) {
        return profiles.stream()
                .map(StudentProfile::read)
                .filter(profile -> profile.task() == released.task())
                .findFirst()
                .orElse(released);
    }

    private static void print(StudentSet set, PrintWriter to) {
        to.println(set.name() + ": " + Numbers.count(set.allRows(), "row") + " in " + set.directory());
        if (set.rows().size() > 1) {
            to.println("  parts     " + set.rows());
        }
        if (!set.tasks().isEmpty()) {
            to.println("  tasks     " + set.tasks());
        }
        if (!set.madeBy().isEmpty()) {
            to.println("  made by   " + set.madeBy());
        }
        if (!set.leftOut().isEmpty()) {
            to.println("  left out  " + set.leftOut());
        }
    }

    private static ArrayNode toJson(List<StudentSet> made) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        for (StudentSet set : made) {
            ObjectNode object = all.addObject();
            object.put("name", set.name());
            object.put("directory", set.directory().toString());
            object.put("profile", set.profile());
            counts(object.putObject("rows"), set.rows());
            counts(object.putObject("leftOut"), set.leftOut());
            counts(object.putObject("tasks"), set.tasks());
            counts(object.putObject("madeBy"), set.madeBy());
        }
        return all;
    }

    private static void counts(ObjectNode object, Map<String, Long> counts) {
        counts.forEach(object::put);
    }
}
