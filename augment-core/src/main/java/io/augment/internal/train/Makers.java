package io.augment.internal.train;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says whose work a student may learn.
 *
 * @param models identities of the models; null for all models
 * @param anyone whether rules and what the seeds brought along count as well
 */
public record Makers(@Nullable Set<String> models, boolean anyone) {
    /** Creates it. */
    public Makers {
        models = models == null ? null : Set.copyOf(models);
    }

    /** Returns all models. */
    public static Makers ofModels() {
        return new Makers(null, false);
    }

    /** Returns these models. */
    public static Makers named(Set<String> models) {
        return new Makers(models, false);
    }

    /** Returns everybody. */
    public static Makers ofAnyone() {
        return new Makers(null, true);
    }

    /** Returns why this maker's work is left out, as a reason's name; null where it is taken. */
    @Nullable
    String problem(Maker maker) {
        if (anyone) {
            return null;
        }
        String model = maker.model();
        if (model == null) {
            return maker.rule() == null ? "given" : "made-by-rule";
        }
        return models == null || models.contains(model) ? null : "made-by-another-model";
    }
}
