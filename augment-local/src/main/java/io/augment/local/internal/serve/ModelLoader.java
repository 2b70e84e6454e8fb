package io.augment.local.internal.serve;

import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import io.augment.local.internal.gguf.GgufFile;
import io.augment.local.internal.model.KvCache;
import io.augment.local.internal.model.ModelShape;
import io.augment.local.internal.model.Weights;
import io.augment.local.internal.template.ChatFrame;
import io.augment.local.internal.tensor.KernelChoice;
import io.augment.local.internal.token.BpeTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens a model file with its adapters and starts its engine. */
public final class ModelLoader {
    /** Part of a model's identity; raise it when the same request would get another reply than before. */
    private static final int ENGINE_VERSION = 1;

    private static final int USUAL_CONTEXT = 4096;
    private static final int LEAST_CONTEXT = 512;
    private static final int MEGABYTE = 1 << 20;

    private ModelLoader() {}

    /**
     * Says what to load.
     *
     * @param adapters scales by file, in order
     * @param context positions of a slot, or 0 to choose as many as are usual and fit
     * @param thinking whether the model may think before it answers, where its template lets it
     */
    public record Plan(Path file, Map<Path, Double> adapters, int threads, int slots, int context, boolean thinking) {}

    /**
     * Holds a loaded model.
     *
     * @param identity names its replies in the ledger
     */
    public record Loaded(LocalModel model, String identity) {}

    /**
     * Loads a model.
     *
     * @throws ModelFileException if a file is not sound or not supported, or needs more memory than there is
     */
    public static Loaded load(Plan plan) {
        List<GgufFile> adapters = new ArrayList<>();
        try (GgufFile file = GgufFile.open(plan.file())) {
            plan.adapters().keySet().forEach(path -> adapters.add(GgufFile.open(path)));
            Weights weights = Weights.load(file, adapters);
            BpeTokenizer tokenizer = BpeTokenizer.of(file.metadata());
            ModelShape shape = weights.shape();
            if (tokenizer.vocabulary().size() > shape.vocabulary()) {
                throw new ModelFileException(
                        plan.file(),
                        Problem.IMPLAUSIBLE_DIMENSIONS,
                        "The tokenizer has " + tokenizer.vocabulary().size() + " tokens, but the model "
                                + shape.vocabulary() + ".");
            }
            ChatFrame frame = ChatFrame.of(file.metadata());
            ChatFrame used = plan.thinking() ? frame : frame.withoutThinking();
            int context = context(plan, shape);
            String identity = identity(plan);
            String name = String.valueOf(plan.file().getFileName());
            Engine engine = Engine.start(
                    weights, KernelChoice.best(), new EngineOptions(plan.threads(), plan.slots(), context, name));
            LocalModel model = new LocalModel(name, engine, scales(plan), tokenizer, used);
            return new Loaded(model, identity);
        } finally {
            adapters.forEach(GgufFile::close);
        }
    }

    private static float[] scales(Plan plan) {
        float[] scales = new float[plan.adapters().size()];
        int at = 0;
        for (double scale : plan.adapters().values()) {
            scales[at++] = (float) scale;
        }
        return scales;
    }

    /** Weights stay in the file's maps; what takes heap is the memory of the slots. */
    private static int context(Plan plan, ModelShape shape) {
        long heap = Runtime.getRuntime().maxMemory();
        long each = KvCache.bytesPerPosition(shape) * plan.slots();
        long fitting = Math.min(heap / 2 / each, (1L << 30) / shape.keyWidth());
        if (plan.context() > fitting || fitting < LEAST_CONTEXT) {
            throw new ModelFileException(
                    plan.file(),
                    Problem.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "%d slots of %d tokens take up to %d MB of memory, but half of the heap is %d MB."
                                    + " Lower parallel or contextPerSlot, or raise -Xmx.",
                            plan.slots(),
                            plan.context() > 0 ? plan.context() : LEAST_CONTEXT,
                            each * (plan.context() > 0 ? plan.context() : LEAST_CONTEXT) / MEGABYTE,
                            heap / 2 / MEGABYTE));
        }
        return plan.context() > 0 ? plan.context() : (int) Math.min(Math.min(shape.context(), USUAL_CONTEXT), fitting);
    }

    private static String identity(Plan plan) {
        StringBuilder identity = new StringBuilder("gguf/")
                .append(FileDigest.sha256(plan.file()))
                .append("/engine-");
        identity.append(ENGINE_VERSION);
        plan.adapters()
                .forEach((path, scale) -> identity.append("+")
                        .append(FileDigest.sha256(path))
                        .append("*")
                        .append(scale));
        return identity.append(plan.thinking() ? "/thinking" : "").toString();
    }
}
