package io.augment.internal.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.zip.ZipException;

/** Unpacks zstd where the library zstd-jni is on the class path; the project does not depend on it. */
final class Zstd {
    private static final String PACKAGE = "com.github.luben.zstd.";
    private static final String CLASS = PACKAGE + "ZstdInputStream";

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
            return new Unpacked((InputStream) constructor.invoke(in));
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("it cannot be unpacked: " + e.getMessage(), e);
        }
    }

    /** Says of a damaged file what a damaged gzip file says, so that both are one thing to readers. */
    private static final class Unpacked extends FilterInputStream {
        Unpacked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                if (e.getClass().getName().startsWith(PACKAGE)) {
                    throw (ZipException) new ZipException(e.getMessage()).initCause(e);
                }
                throw e;
            }
        }
    }
}
