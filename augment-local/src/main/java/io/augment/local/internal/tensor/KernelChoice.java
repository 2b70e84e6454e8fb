package io.augment.local.internal.tensor;

/** Finds the fastest kernels that this JVM can run, and says once what it lacks. Safe for use by many threads. */
public final class KernelChoice {
    private static final System.Logger LOG = System.getLogger("io.augment.local");

    private KernelChoice() {}

    /** Returns the kernels to use in this JVM. */
    public static Kernels best() {
        return Holder.BEST;
    }

    /** Returns the kernels that every JVM can run. */
    public static Kernels scalar() {
        return new ScalarKernels();
    }

    private static final class Holder {
        static final Kernels BEST = find();

        private static Kernels find() {
            Module vectors =
                    ModuleLayer.boot().findModule("jdk.incubator.vector").orElse(null);
            if (vectors != null) {
                try {
                    // Module descriptors cannot name an incubating module without a warning wherever they are compiled.
                    KernelChoice.class.getModule().addReads(vectors);
                    return Class.forName(KernelChoice.class.getPackageName() + ".VectorKernels")
                            .asSubclass(Kernels.class)
                            .getDeclaredConstructor()
                            .newInstance();
                } catch (LinkageError | ReflectiveOperationException e) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "The Vector API of this JVM cannot be used, so local models run several times slower",
                            e);
                    return scalar();
                }
            }
            LOG.log(
                    System.Logger.Level.INFO,
                    "Local models run several times faster with the Vector API: start the JVM with"
                            + " --add-modules jdk.incubator.vector (or set JDK_JAVA_OPTIONS to it)");
            return scalar();
        }
    }
}
