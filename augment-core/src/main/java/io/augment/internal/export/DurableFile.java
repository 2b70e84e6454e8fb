package io.augment.internal.export;

import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * A new file that is on disk once it is closed; packed where its name ends with {@code .gz}. An interrupt does not close
 * it, as it would a channel.
 */
final class DurableFile extends FilterOutputStream {
    private final FileOutputStream file;
    private boolean closed;

    private DurableFile(FileOutputStream file, OutputStream out) {
        super(out);
        this.file = file;
    }

    static DurableFile create(Path path) throws IOException {
        FileOutputStream file = new FileOutputStream(path.toFile());
        String name = path.toString().toLowerCase(Locale.ROOT);
        boolean packed = name.endsWith(".gz") || name.endsWith(".gz.tmp");
        try {
            return new DurableFile(file, packed ? new GZIPOutputStream(file, 1 << 16) : file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (FileOutputStream closing = file) {
            if (out instanceof GZIPOutputStream packed) {
                packed.finish();
            }
            closing.getFD().sync();
        }
    }
}
