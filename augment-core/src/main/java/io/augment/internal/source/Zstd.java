package io.augment.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Unpacks zstd where the library zstd-jni is on the class path; the project does not depend on it. */
final class Zstd {
    private static final String CLASS = "com.github.luben.zstd.ZstdInputStream";

    private Zstd() {}

    static InputStream open(InputStream in) throws IOException {
        MethodHandle constructor;
        try {
            constructor = MethodHandles.publicLookup()
                    .findConstructor(Class.forName(CLASS), MethodType.methodType(void.class, InputStream.class));
        } catch (ReflectiveOperationException e) {
            throw new IOException(
                    "it is packed with zstd: add com.github.luben:zstd-jni to the class path, or unpack it with \"zstd -d\"",
                    e);
        }
        try {
            return (InputStream) constructor.invoke(in);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("it cannot be unpacked: " + e.getMessage(), e);
        }
    }
}
