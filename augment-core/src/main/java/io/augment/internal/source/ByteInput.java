package io.augment.internal.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens a file as plain UTF-8: unpacked, without a byte order mark, recoded where it is UTF-16. */
final class ByteInput extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private final Counter counter;
    private final boolean plain;
    private final boolean marked;

    private ByteInput(InputStream in, Counter counter, boolean plain, boolean marked) {
        super(in);
        this.counter = counter;
        this.plain = plain;
        this.marked = marked;
    }

    /**
     * Opens a file.
     *
     * <p>Where what it is packed in is damaged, reading tells that with an {@link EOFException} or a {@link ZipException}.
     *
     * @throws IOException if it cannot be opened, or is packed in a way that cannot be unpacked here
     */
    static ByteInput open(Path file) throws IOException {
        Counter counter = new Counter(Files.newInputStream(file));
        try {
            InputStream packed = new BufferedInputStream(counter, BUFFER);
            InputStream unpacked = unpack(packed);
            InputStream text = unpacked == packed ? packed : new BufferedInputStream(unpacked, BUFFER);
            boolean marked = isMarked(peek(text, 3));
            InputStream utf8 = decode(text);
            return new ByteInput(utf8, counter, utf8 == packed, marked);
        } catch (EOFException | ZipException e) {
            counter.close();
            return new ByteInput(new Broken(e), counter, false, false);
        } catch (IOException | RuntimeException e) {
            counter.close();
            throw e;
        }
    }

    /** Tells at the first byte that a packed file is damaged at its beginning. */
    private static final class Broken extends InputStream {
        private final IOException damage;

        Broken(IOException damage) {
            this.damage = damage;
        }

        @Override
        public int read() throws IOException {
            throw damage;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            throw damage;
        }
    }

    private static InputStream unpack(InputStream in) throws IOException {
        byte[] head = peek(in, 4);
        if (startsWith(head, 0x1F, 0x8B)) {
            return new GZIPInputStream(in, BUFFER);
        }
        if (startsWith(head, 0x28, 0xB5, 0x2F, 0xFD)) {
            return Zstd.open(in);
        }
        return in;
    }

    private static InputStream decode(InputStream in) throws IOException {
        byte[] head = peek(in, 3);
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            in.skipNBytes(3);
            return in;
        }
        if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)) {
            in.skipNBytes(2);
            return new Utf16Input(in, startsWith(head, 0xFE));
        }
        return in;
    }

    private static boolean isMarked(byte[] head) {
        return startsWith(head, 0xEF, 0xBB, 0xBF) || startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF);
    }

    private static byte[] peek(InputStream in, int count) throws IOException {
        in.mark(count);
        byte[] head = in.readNBytes(count);
        in.reset();
        return head;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns how many bytes of the file were read. */
    long position() {
        return counter.count;
    }

    /** Returns whether the text begins with a byte order mark. */
    boolean isMarked() {
        return marked;
    }

    /** Returns whether a byte that is handed out is a byte of the file. */
    boolean isPlain() {
        return plain;
    }

    private static final class Counter extends FilterInputStream {
        private long count;

        Counter(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count += Math.max(n, 0);
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = super.skip(n);
            count += skipped;
            return skipped;
        }
    }
}
