package io.augment.local.internal.gguf;

import io.augment.local.ModelFileException;
import io.augment.local.ModelFileException.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads numbers and texts from the start of a file, and never asks for more than the file has. */
final class HeaderReader {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_TEXT = 1 << 24;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long read;
    private String part = "header";

    HeaderReader(Path file, FileChannel channel, long size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
    }

    /** Says which part of the file comes next, for messages. */
    void enter(String name) {
        this.part = name;
    }

    /** Returns the position of the next byte. */
    long position() {
        return read - buffer.remaining();
    }

    /** Returns how many bytes come after the position. */
    long remaining() {
        return size - position();
    }

    int u8() throws IOException {
        fill(1);
        return buffer.get() & 0xFF;
    }

    int u16() throws IOException {
        fill(2);
        return buffer.getShort() & 0xFFFF;
    }

    int i32() throws IOException {
        fill(4);
        return buffer.getInt();
    }

    long u32() throws IOException {
        return Integer.toUnsignedLong(i32());
    }

    long i64() throws IOException {
        fill(8);
        return buffer.getLong();
    }

    /**
     * Reads a count and checks that the rest of the file can hold as many.
     *
     * @param least bytes that each takes at least
     * @param most what no sound file exceeds
     */
    int count(String what, int least, int most) throws IOException {
        long count = i64();
        if (count < 0 || count > remaining() / least || count > most) {
            throw new ModelFileException(
                    file,
                    Problem.IMPLAUSIBLE_COUNT,
                    "The " + part + " promises " + Long.toUnsignedString(count) + " " + what
                            + ", more than the file can hold.");
        }
        return (int) count;
    }

    /** Reads the length of a text. */
    int length(String what, int most) throws IOException {
        long length = i64();
        if (length < 0 || length > remaining() || length > most) {
            throw new ModelFileException(
                    file,
                    Problem.IMPLAUSIBLE_COUNT,
                    what + " promises " + Long.toUnsignedString(length) + " bytes, more than the file can hold.");
        }
        return (int) length;
    }

    /** Reads a text that must be UTF-8. */
    String text(String what, int most) throws IOException {
        byte[] bytes = new byte[length(what, most)];
        bytes(bytes, 0, bytes.length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ModelFileException(file, Problem.DAMAGED_METADATA, what + " is no UTF-8.", e);
        }
    }

    /** Reads a list of texts. */
    GgufStrings texts(String what, int count) throws IOException {
        GgufStrings.Builder texts = new GgufStrings.Builder();
        long total = 0;
        for (int i = 0; i < count; i++) {
            int length = length("Entry " + i + " of " + what, LONGEST_TEXT);
            total += length;
            if (total > 1 << 30) {
                throw new ModelFileException(
                        file, Problem.IMPLAUSIBLE_COUNT, "The list " + what + " holds more than a gigabyte of text.");
            }
            int start = texts.add(length);
            bytes(texts.array(), start, length);
        }
        return texts.build();
    }

    private void bytes(byte[] target, int start, int length) throws IOException {
        int done = 0;
        while (done < length) {
            fill(1);
            int part = Math.min(length - done, buffer.remaining());
            buffer.get(target, start + done, part);
            done += part;
        }
    }

    /** Makes sure that the buffer holds the next bytes. */
    private void fill(int bytes) throws IOException {
        while (buffer.remaining() < bytes) {
            buffer.compact();
            int got = channel.read(buffer, read);
            buffer.flip();
            if (got < 0) {
                throw new ModelFileException(
                        file,
                        Problem.TRUNCATED,
                        "The file ends inside the " + part + " (at byte " + size
                                + "); the download is probably incomplete.");
            }
            read += got;
        }
    }
}
