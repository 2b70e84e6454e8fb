package io.augment.internal.train;

import io.augment.Instruction;
import io.augment.Outcome;
import io.augment.Turn;
import io.augment.export.Export;
import io.augment.export.ExportFormat;
import io.augment.export.ExportSession;
import io.augment.export.Split;
import io.augment.internal.export.RejectsFile;
import io.augment.internal.format.TextHash;
import io.augment.internal.task.Draw;
import io.augment.internal.util.LongSet;
import io.augment.run.RunDirectory;
import io.augment.student.StudentProfile;
import io.augment.task.Difficulty;
import io.augment.task.TaskSampler;
import io.augment.task.TaskTypes;
import io.augment.train.StudentSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes one training set: chooses among the candidates, divides them into parts, and counts. Used by one thread, once. */
public final class SetWriter {
    private final String name;
    private final Path directory;
    private final Split split;
    private final @Nullable TaskSampler sampler;
    private final Makers makers;
    private final @Nullable Double difficulty;
    private final long seed;

    private final LongSet seen = new LongSet();
    private final Map<String, Long> leftOut = new TreeMap<>();
    private final Map<String, Long> tasks = new TreeMap<>();
    private final Map<String, Long> madeBy = new TreeMap<>();

    /**
     * Creates a writer.
     *
     * @param sampler draws the rows that are taken; null for all
     * @param difficulty least difficulty of a record; null for any
     */
    public SetWriter(
            String name,
            Path directory,
            Split split,
            @Nullable TaskSampler sampler,
            Makers makers,
            @Nullable Double difficulty,
            long seed) {
        this.name = name;
        this.directory = directory;
        this.split = split;
        this.sampler = sampler;
        this.makers = makers;
        this.difficulty = difficulty;
        this.seed = seed;
    }

    /** Makes the rows and writes them. */
    public StudentSet write(
            RunDirectory run, RowMaker rows, List<ExportFormat> formats, @Nullable StudentProfile profile) {
        Export export = Export.to(directory);
        for (ExportFormat format : formats) {
            export = export.format(format);
        }
        export = export.split(split);
        Map<Path, Long> files;
        try (ExportSession session = export.open();
                RejectsFile rejects = RejectsFile.open(directory.resolve(SetFile.LEFT_OUT))) {
            Draw<Candidate> draw = sampler == null ? null : new Draw<>(sampler, Candidate::row, seed);
            KeptRecords.forEach(
                    run,
                    record -> rows.make(record, made -> {
                        Candidate candidate = checked(made);
                        if (candidate.problem() != null) {
                            leaveOut(candidate, rejects);
                        } else if (draw == null) {
                            take(candidate, session, rejects);
                        } else {
                            draw.offer(candidate).forEach(other -> leaveOut(notSampled(other), rejects));
                        }
                    }));
            if (draw != null) {
                for (Draw.Drawn<Candidate> drawn : draw.finish()) {
                    if (drawn.taken()) {
                        take(drawn.item(), session, rejects);
                    } else {
                        leaveOut(notSampled(drawn.item()), rejects);
                    }
                }
            }
            files = session.commit();
            rejects.commit();
        }
        StudentSet set = new StudentSet(
                name,
                directory,
                profile == null ? null : profile.name(),
                SetFile.rows(split, formats.get(0), directory, files),
                leftOut,
                tasks,
                madeBy);
        SetFile.write(set, formats, profile);
        return set;
    }

    private static Candidate notSampled(Candidate candidate) {
        return candidate.without("not-sampled", null);
    }

    private Candidate checked(Candidate candidate) {
        if (candidate.problem() != null) {
            return candidate;
        }
        Instruction row = candidate.row();
        String problem = makers.problem(candidate.maker());
        if (problem != null) {
            return candidate.without(problem, candidate.maker().label());
        }
        problem = easy(row);
        if (problem != null) {
            return candidate.without(problem, row.metadata().get(Difficulty.FIELD));
        }
        if (!isEncodable(row)) {
            return candidate.without("lone-surrogate", "no tokenizer takes half a character");
        }
        return seen.add(hash(row)) ? candidate : candidate.without("duplicate", null);
    }

    private @Nullable String easy(Instruction row) {
        if (difficulty == null) {
            return null;
        }
        String noted = row.metadata().get(Difficulty.FIELD);
        if (noted == null) {
            return "difficulty-unknown";
        }
        try {
            return Double.parseDouble(noted) >= difficulty ? null : "too-easy";
        } catch (NumberFormatException e) {
            return "difficulty-unknown";
        }
    }

    private void take(Candidate candidate, ExportSession session, RejectsFile rejects) {
        Instruction row = candidate.row();
        String unfit = session.unfit(row);
        if (unfit != null) {
            leaveOut(candidate.without(unfit, null), rejects);
            return;
        }
        session.write(row);
        String task = row.task();
        tasks.merge(task == null ? TaskTypes.OTHERS : task, 1L, Long::sum);
        madeBy.merge(candidate.maker().label(), 1L, Long::sum);
    }

    private void leaveOut(Candidate candidate, RejectsFile rejects) {
        String reason = String.valueOf(candidate.problem());
        leftOut.merge(reason, 1L, Long::sum);
        Instruction row = candidate.row();
        rejects.write(new Outcome.Rejected(row, name, reason, candidate.detail(), row.origin()));
    }

    private static long hash(Instruction row) {
        TextHash hash = new TextHash();
        texts(row, hash::add);
        return hash.value();
    }

    private static boolean isEncodable(Instruction row) {
        List<String> broken = new ArrayList<>();
        texts(row, text -> {
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                broken.add(text);
            }
        });
        return broken.isEmpty();
    }

    private static void texts(Instruction row, Consumer<String> use) {
        use.accept(row.system());
        for (Turn turn : row.history()) {
            use.accept(turn.text());
        }
        use.accept(row.prompt());
        use.accept(String.valueOf(row.response()));
        row.rejectedResponses().forEach(use);
    }
}
