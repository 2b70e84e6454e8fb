package io.augment.internal.filter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds short records of bytes, numbered from 0, in blocks: each written once, and read by its number.
 *
 * <p>A record lies in one block; a record larger than a block has one to itself. Used by one thread.
 */
public final class RecordBytes {
    /** The most bytes that {@link #putVarint} takes. */
    public static final int VARINT = 5;

    private static final int BITS = 18;
    private static final int BLOCK = 1 << BITS;
    private static final int HEX_DIGITS = 16;
    private static final int HEX_NAME = 0;
    private static final int LONGEST_NAME = 400;

    private final List<byte[]> blocks = new ArrayList<>();
    private final LongList starts = new LongList();
    private byte[] writing = new byte[0];
    private int writeAt;
    private byte[] reading = writing;
    private int readAt;

    /** Returns the number of records. */
    public int size() {
        return starts.size();
    }

    /** Forgets all records. */
    public void clear() {
        blocks.clear();
        starts.clear();
        writeAt = 0;
        if (writing.length == BLOCK) {
            blocks.add(writing);
        } else {
            writing = new byte[0];
        }
    }

    /**
     * Starts the next record.
     *
     * @param mostBytes how many bytes it can take at most
     */
    public void begin(int mostBytes) {
        if (writing.length != BLOCK || mostBytes > BLOCK - writeAt) {
            writing = new byte[Math.max(mostBytes, BLOCK)];
            blocks.add(writing);
            writeAt = 0;
        }
        starts.add((((long) blocks.size() - 1) << BITS) | writeAt);
    }

    /** Writes a number, in one byte where it is below 128. */
    public void putVarint(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            writing[writeAt++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        writing[writeAt++] = (byte) rest;
    }

    /** Writes four bytes. */
    public void putInt(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            writing[writeAt++] = (byte) (value >>> shift);
        }
    }

    /** Returns the most bytes that {@link #putName} takes. */
    public static int nameBytes(String name) {
        return VARINT + 3 * Math.min(name.length(), LONGEST_NAME);
    }

    /** Writes a name, in nine bytes where it is a content identifier of 16 hexadecimal digits; very long ones are cut. */
    public void putName(String name) {
        if (isHex(name)) {
            putVarint(HEX_NAME);
            long value = Long.parseUnsignedLong(name, 16);
            putInt((int) (value >>> 32));
            putInt((int) value);
            return;
        }
        byte[] bytes = name.substring(0, Math.min(name.length(), LONGEST_NAME)).getBytes(StandardCharsets.UTF_8);
        putVarint(bytes.length + 1);
        System.arraycopy(bytes, 0, writing, writeAt, bytes.length);
        writeAt += bytes.length;
    }

    /** Starts reading a record. */
    public void seek(int record) {
        long start = starts.get(record);
        reading = blocks.get((int) (start >>> BITS));
        readAt = (int) start & (BLOCK - 1);
    }

    /** Reads what {@link #putVarint} wrote. */
    public int getVarint() {
        byte[] bytes = reading;
        int value = bytes[readAt++];
        if (value >= 0) {
            return value;
        }
        value &= 0x7F;
        for (int shift = 7; ; shift += 7) {
            int next = bytes[readAt++];
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** Reads what {@link #putInt} wrote. */
    public int getInt() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = (value << 8) | (reading[readAt++] & 0xFF);
        }
        return value;
    }

    /** Reads what {@link #putName} wrote. */
    public String getName() {
        int length = getVarint() - 1;
        if (length < 0) {
            long high = getInt();
            long value = (high << 32) | (getInt() & 0xFFFFFFFFL);
            return String.format("%016x", value);
        }
        String name = new String(reading, readAt, length, StandardCharsets.UTF_8);
        readAt += length;
        return name;
    }

    /** Passes over what {@link #putName} wrote. */
    public void skipName() {
        int length = getVarint() - 1;
        readAt += length < 0 ? HEX_DIGITS / 2 : length;
    }

    private static boolean isHex(String name) {
        if (name.length() != HEX_DIGITS) {
            return false;
        }
        for (int i = 0; i < HEX_DIGITS; i++) {
            char c = name.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }
}
