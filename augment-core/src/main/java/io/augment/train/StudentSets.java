package io.augment.train;

import io.augment.export.ExportFormat;
import io.augment.export.ExportFormats;
import io.augment.export.Split;
import io.augment.internal.train.Makers;
import io.augment.internal.train.PairPool;
import io.augment.internal.train.PairRows;
import io.augment.internal.train.PlainRows;
import io.augment.internal.train.RowMaker;
import io.augment.internal.train.SetWriter;
import io.augment.internal.train.StepRows;
import io.augment.run.RunDirectory;
import io.augment.student.StudentProfile;
import io.augment.student.StudentTask;
import io.augment.task.TaskMix;
import io.augment.task.TaskSampler;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes training sets for students out of a finished run: what its teacher did becomes what a student learns to do.
 *
 * <p>Rows are made of accepted records alone, those in {@code kept.jsonl}, and of what their provenance says: which instruction
 * a step was given, what it made of it, and who did it. Each prompt is the one that the student's profile will send, to the byte,
 * because the profile makes both. The sets of arXiv 2412.04871:
 *
 * <table>
 * <caption>Training sets</caption>
 * <tr><th>set</th><th>one row for</th><th>prompt</th><th>target</th></tr>
 * <tr><td>{@code expansion}</td><td>each (seed, expansion)</td><td>the seed</td><td>the expansion as the expander wrote it</td></tr>
 * <tr><td>{@code refinement}</td><td>each refined instruction</td><td>the instruction before</td><td>the refined one</td></tr>
 * <tr><td>{@code pairs}</td><td>each new pair</td><td>pairs of the same task type, its seed's own last</td><td>the new pair</td></tr>
 * <tr><td>{@code responses}</td><td>each response</td><td>the instruction</td><td>the teacher's response</td></tr>
 * <tr><td>{@code preferences}</td><td>each record with rejected responses</td><td>the instruction</td><td>chosen and rejected</td></tr>
 * </table>
 *
 * <p>No row stands in a set twice, and none is copied for balance. A row that could not teach what the student will be asked is
 * left out and counted with its reason. Immutable and safe for use by many threads; a million records need about 50 MB of heap.
 *
 * <pre>{@code
 * List<StudentSet> sets = StudentSets.from(RunDirectory.at(Path.of("run")))
 *     .expansion(StudentProfile.exp())
 *     .refinement(StudentProfile.refine())
 *     .validation(0.05)
 *     .write(Path.of("sets"));
 * }</pre>
 */
public final class StudentSets {
    private final RunDirectory run;
    private final List<Wanted> wanted;
    private final Split split;
    private final @Nullable TaskSampler sampler;
    private final Makers makers;
    private final @Nullable Double difficulty;
    private final long seed;
    private final List<ExportFormat> formats;

    private record Wanted(String name, @Nullable StudentProfile profile) {}

    private StudentSets(
            RunDirectory run,
            List<Wanted> wanted,
            Split split,
            @Nullable TaskSampler sampler,
            Makers makers,
            @Nullable Double difficulty,
            long seed,
            List<ExportFormat> formats) {
        this.run = run;
        this.wanted = List.copyOf(wanted);
        this.split = split;
        this.sampler = sampler;
        this.makers = makers;
        this.difficulty = difficulty;
        this.seed = seed;
        this.formats = List.copyOf(formats);
    }

    /** Starts with the records that a run kept; which sets to make of them is said next. */
    public static StudentSets from(RunDirectory run) {
        Objects.requireNonNull(run, "run");
        return new StudentSets(run, List.of(), Split.of("train=*"), null, Makers.ofModels(), null, 0, List.of());
    }

    /**
     * Adds the set {@code expansion}, for a student that expands instructions.
     *
     * @throws IllegalArgumentException if the profile is of another task, or the set is there already
     */
    public StudentSets expansion(StudentProfile profile) {
        return with("expansion", profile, StudentTask.EXPAND);
    }

    /**
     * Adds the set {@code refinement}, for a student that refines instructions.
     *
     * @throws IllegalArgumentException if the profile is of another task, or the set is there already
     */
    public StudentSets refinement(StudentProfile profile) {
        return with("refinement", profile, StudentTask.REFINE);
    }

    /**
     * Adds the set {@code pairs}, for a student that makes new pairs out of some.
     *
     * @throws IllegalArgumentException if the profile is of another task, or the set is there already
     */
    public StudentSets pairs(StudentProfile profile) {
        return with("pairs", profile, StudentTask.PAIRS);
    }

    /**
     * Adds the set {@code responses}, for a student that answers.
     *
     * @throws IllegalArgumentException if the set is there already
     */
    public StudentSets responses() {
        return with("responses", null, null);
    }

    /**
     * Adds the set {@code preferences}, for DPO, KTO or a reward model: the records for which {@link io.augment.prefer.Preferences}
     * found a better and a worse response.
     *
     * @throws IllegalArgumentException if the set is there already
     */
    public StudentSets preferences() {
        return with("preferences", null, null);
    }

    private StudentSets with(String name, @Nullable StudentProfile profile, @Nullable StudentTask task) {
        if (profile != null && profile.task() != task) {
            throw new IllegalArgumentException("The set " + name + " needs the profile of a student whose task is "
                    + (task == null ? "none" : task.jsonName()) + ", but " + profile.name() + " has the task "
                    + profile.task().jsonName());
        }
        String system = profile == null ? null : profile.system();
        if (system != null && system.isBlank()) {
            throw new IllegalArgumentException(
                    "The system message of " + name + "'s profile is blank, which no trainer keeps; set none instead");
        }
        if (wanted.stream().anyMatch(other -> other.name().equals(name))) {
            throw new IllegalArgumentException("The set " + name + " is there already");
        }
        List<Wanted> more = new ArrayList<>(wanted);
        more.add(new Wanted(name, profile));
        return new StudentSets(run, more, split, sampler, makers, difficulty, seed, formats);
    }

    /**
     * Sets the share of the seeds that is held out in a part {@code validation}, each with all its descendants.
     *
     * @param share above 0, below 1
     * @throws IllegalArgumentException if it is not
     */
    public StudentSets validation(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("A share of validation lies above 0 and below 1, but was " + share);
        }
        return split(Split.of("train=*, validation=" + BigDecimal.valueOf(share).toPlainString()));
    }

    /**
     * Divides every set in the same way: a seed and its descendants are in the part of the same name in all sets, so that they can
     * be trained on together. There is one part unless this is set.
     *
     * @throws IllegalArgumentException if a part has a count, so that it would hold other seeds in each set, or there is no part
     *     {@code train}
     */
    public StudentSets split(Split value) {
        if (!value.isByShare() || !value.names().contains(StudentSet.TRAIN)) {
            throw new IllegalArgumentException(
                    "Training sets are divided by shares, with a part train, such as train=0.95, validation=0.05; this has "
                            + value.names());
        }
        return new StudentSets(run, wanted, value, sampler, makers, difficulty, seed, formats);
    }

    /**
     * Takes so many rows of each set, in this mix of task types; a type with fewer rows than its share keeps its gap, which a run
     * with a target can fill.
     *
     * @param rows rows of each set at most, at least 1
     * @throws IllegalArgumentException if it is below 1
     */
    public StudentSets balance(TaskMix mix, int rows) {
        return balance(TaskSampler.of(mix, rows).leavingGaps());
    }

    /** Takes a sample of each set. */
    public StudentSets balance(TaskSampler value) {
        return new StudentSets(run, wanted, split, value, makers, difficulty, seed, formats);
    }

    /** Takes only what was made by these models: identities as in provenance, such as {@code openai/gpt-4o}. */
    public StudentSets madeBy(Set<String> models) {
        return new StudentSets(run, wanted, split, sampler, Makers.named(models), difficulty, seed, formats);
    }

    /** Takes what rules made, and what the seeds brought along, too; only what models made unless this is set. */
    public StudentSets madeByAnyone() {
        return new StudentSets(run, wanted, split, sampler, Makers.ofAnyone(), difficulty, seed, formats);
    }

    /**
     * Takes only records that are at least this difficult for the student, as {@link io.augment.task.Difficulty} noted it in the
     * run.
     *
     * @param threshold -1 to 1
     * @throws IllegalArgumentException if it is not
     */
    public StudentSets atLeastDifficulty(double threshold) {
        if (!(threshold >= -1 && threshold <= 1)) {
            throw new IllegalArgumentException("A difficulty lies between -1 and 1, but was " + threshold);
        }
        return new StudentSets(run, wanted, split, sampler, makers, threshold, seed, formats);
    }

    /** Seeds the choice of pairs and samples; 0 unless set. */
    public StudentSets seed(long value) {
        return new StudentSets(run, wanted, split, sampler, makers, difficulty, value, formats);
    }

    /**
     * Adds a format in which each set is written, beside the native format that recipes read and OpenAI's, which fine-tuning
     * services take.
     */
    public StudentSets format(ExportFormat value) {
        List<ExportFormat> more = new ArrayList<>(formats);
        more.add(Objects.requireNonNull(value, "format"));
        return new StudentSets(run, wanted, split, sampler, makers, difficulty, seed, more);
    }

    /**
     * Writes each set into a directory of its name: {@code augment-train.jsonl} and the
     * same in the other formats, {@code left-out.jsonl} with reasons, {@code set.json} and the profile. The files of a set are in
     * place together or not at all.
     *
     * @return the sets in the order in which they were added; one may be empty, and its counts say why
     * @throws IllegalStateException if no set was added
     * @throws TrainingException if the run has no kept records yet
     * @throws io.augment.export.ExportException if a file cannot be written
     */
    public List<StudentSet> write(Path directory) {
        if (wanted.isEmpty()) {
            throw new IllegalStateException("Say which sets to make, such as expansion(StudentProfile.exp())");
        }
        if (!Files.isRegularFile(run.kept())) {
            throw new TrainingException(
                    "There is no " + run.kept() + ": training sets are made of a run that has ended");
        }
        List<StudentSet> sets = new ArrayList<>();
        for (Wanted one : wanted) {
            SetWriter writer =
                    new SetWriter(one.name(), directory.resolve(one.name()), split, sampler, makers, difficulty, seed);
            ExportFormat services =
                    ExportFormats.named(one.name().equals("preferences") ? "openai-preference" : "openai");
            List<ExportFormat> all = new ArrayList<>(List.of(ExportFormats.augment(), services));
            formats.stream()
                    .filter(format -> all.stream().noneMatch(format::equals))
                    .forEach(all::add);
            sets.add(writer.write(run, maker(one), all, one.profile()));
        }
        return List.copyOf(sets);
    }

    private RowMaker maker(Wanted one) {
        StudentProfile profile = one.profile();
        if (profile == null) {
            return one.name().equals("preferences") ? PlainRows.preferences() : PlainRows.responses();
        }
        return profile.task() == StudentTask.PAIRS
                ? new PairRows(profile, PairPool.of(run, split, seed), seed)
                : new StepRows(profile);
    }
}
