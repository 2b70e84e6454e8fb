package io.augment.examples.cli;

import io.augment.AugmentException;
import io.augment.local.GgufChatModel;
import io.augment.local.ModelStore;
import io.augment.student.StudentProfile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says which small model does one of the tasks in place of the rules or the model that do the others. */
final class StudentOptions {
    @Option(
            names = "--student-file",
            paramLabel = "FILE",
            description =
                    "Let the student in this GGUF file do what it was trained for, in this process: expand, unless"
                            + " its profile says otherwise.")
    private @Nullable Path file;

    @Option(
            names = "--student-profile",
            paramLabel = "FILE",
            description = "How the student is asked, as JSON; as the released Exp students are, unless given.")
    private @Nullable Path profile;

    @Option(
            names = "--student-context",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Tokens that a prompt of the student and its reply may have together.")
    private @Nullable Integer context;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /**
     * Returns the strategies with the student's in place of one of them. The student is closed with them; so are these, if there
     * is no student to be had.
     *
     * @throws ParameterException if the options do not fit each other
     * @throws io.augment.local.ModelFileException if the file's model cannot be run
     */
    Strategies instead(Strategies others) {
        if (file == null) {
            if (profile != null || context != null) {
                others.close();
                throw usage("--student-profile and --student-context go with --student-file FILE.");
            }
            return others;
        }
        try {
            StudentProfile asked = profile == null ? StudentProfile.exp() : StudentProfile.read(profile);
            GgufChatModel.Builder student =
                    GgufChatModel.builder(ModelStore.standard().resolve(file.toString()));
            if (context != null) {
                student.contextPerSlot(context);
            }
            return others.with(asked, Teacher.of(student.build()));
        } catch (IllegalArgumentException e) {
            others.close();
            throw usage(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            others.close();
            throw new AugmentException(String.valueOf(e.getMessage()), e);
        } catch (AugmentException e) {
            others.close();
            throw e;
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
