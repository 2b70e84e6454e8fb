package io.augment.internal.ledger;

import io.augment.internal.format.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Seals lines with a checksum and checks the seal.
 *
 * <p>A line is a JSON object whose last field is {@code crc}: eight hexadecimal digits of the CRC-32C over all bytes of the
 * line before that field's comma. JSON escapes line feeds, so that a line feed always ends a line.
 */
final class LedgerLine {
    private static final byte[] FIELD = ",\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int SEAL = FIELD.length + 8 + 2;

    private LedgerLine() {}

    /**
     * Returns the sealed line with its line feed.
     *
     * @param members writes the members of the line's object
     */
    static byte[] seal(Consumer<JsonWriter> members) {
        JsonWriter json = new JsonWriter();
        json.object();
        members.accept(json);
        int open = json.size();
        byte[] line = json.toBytes(SEAL + 1);
        int crc = crc(line, 0, open);
        System.arraycopy(FIELD, 0, line, open, FIELD.length);
        for (int i = 0; i < 8; i++) {
            line[open + FIELD.length + i] = digit(crc, i);
        }
        line[line.length - 3] = '"';
        line[line.length - 2] = '}';
        line[line.length - 1] = '\n';
        return line;
    }

    private static byte digit(int crc, int at) {
        return DIGITS[(crc >>> (28 - 4 * at)) & 0xF];
    }

    /** Returns whether the seal of a line, without its line feed, is right. */
    static boolean isSealed(byte[] bytes, int from, int length) {
        int open = from + length - SEAL;
        if (length <= SEAL || bytes[from + length - 1] != '}' || bytes[from + length - 2] != '"') {
            return false;
        }
        for (int i = 0; i < FIELD.length; i++) {
            if (bytes[open + i] != FIELD[i]) {
                return false;
            }
        }
        int crc = crc(bytes, from, open - from);
        for (int i = 0; i < 8; i++) {
            if (bytes[open + FIELD.length + i] != digit(crc, i)) {
                return false;
            }
        }
        return true;
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
