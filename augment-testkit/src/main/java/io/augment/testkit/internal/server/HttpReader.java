package io.augment.testkit.internal.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 requests from one connection: a head of at most 32 KB, a body of at most the given size, plain or chunked.
 *
 * <p>Not safe for use by several threads.
 */
public final class HttpReader {
    private static final int MAX_HEAD = 32 * 1024;
    private static final int MAX_LINE = 256;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private final int maxBody;
    private byte[] buffer = new byte[8 * 1024];
    private int position;
    private int limit;

    /** Creates a reader; {@code out} is used only to answer {@code Expect: 100-continue}. */
    public HttpReader(InputStream in, OutputStream out, int maxBody) {
        this.in = in;
        this.out = out;
        this.maxBody = maxBody;
    }

    /**
     * Reads the next request, or returns null when the client has closed the connection between two requests.
     *
     * @throws HttpProblem if what came is no readable request or is too large
     * @throws IOException if the connection breaks
     */
    public @Nullable WireRequest read() throws IOException {
        String head = head();
        if (head == null) {
            return null;
        }
        int lineEnd = head.indexOf("\r\n");
        int methodEnd = head.indexOf(' ');
        int pathEnd = head.indexOf(' ', methodEnd + 1);
        if (methodEnd < 1 || pathEnd < 0 || pathEnd > lineEnd || !head.startsWith("HTTP/1.", pathEnd + 1)) {
            throw new HttpProblem(400, "the request line is not that of HTTP/1.1");
        }
        boolean keepAlive = !head.startsWith("HTTP/1.0", pathEnd + 1);
        String authorization = null;
        long length = 0;
        boolean chunked = false;
        for (int at = lineEnd + 2; at < head.length(); ) {
            int end = head.indexOf("\r\n", at);
            int colon = head.indexOf(':', at);
            if (colon < 0 || colon > end) {
                throw new HttpProblem(400, "a header line has no colon");
            }
            if (is(head, at, colon, "content-length")) {
                length = length(head.substring(colon + 1, end).strip());
            } else if (is(head, at, colon, "transfer-encoding")) {
                chunked = head.substring(colon + 1, end).strip().equalsIgnoreCase("chunked");
            } else if (is(head, at, colon, "authorization")) {
                authorization = head.substring(colon + 1, end).strip();
            } else if (is(head, at, colon, "connection")) {
                keepAlive &= !head.substring(colon + 1, end).strip().equalsIgnoreCase("close");
            } else if (is(head, at, colon, "expect")) {
                out.write(CONTINUE);
            }
            at = end + 2;
        }
        byte[] body = chunked ? chunks() : exactly(length);
        return new WireRequest(
                head.substring(0, methodEnd),
                head.substring(methodEnd + 1, pathEnd),
                head,
                authorization,
                body,
                keepAlive);
    }

    private static boolean is(String head, int from, int to, String name) {
        return to - from == name.length() && head.regionMatches(true, from, name, 0, name.length());
    }

    private static long length(String text) throws HttpProblem {
        try {
            long length = Long.parseLong(text);
            if (length >= 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a negative number
        }
        throw new HttpProblem(400, "the content length is not a number");
    }

    /** Returns the head up to and with the line end of its last line; null at the end of the stream. */
    private @Nullable String head() throws IOException {
        int scanned = position;
        while (true) {
            for (; scanned + 3 < limit; scanned++) {
                if (buffer[scanned] == '\r'
                        && buffer[scanned + 1] == '\n'
                        && buffer[scanned + 2] == '\r'
                        && buffer[scanned + 3] == '\n') {
                    String head = new String(buffer, position, scanned + 2 - position, StandardCharsets.ISO_8859_1);
                    position = scanned + 4;
                    return head;
                }
            }
            int seen = scanned - position;
            if (limit - position > MAX_HEAD) {
                throw new HttpProblem(431, "the head of the request is larger than 32 KB");
            }
            if (!fill()) {
                if (position == limit) {
                    return null;
                }
                throw new EOFException("the connection ended inside a request");
            }
            scanned = position + seen;
        }
    }

    private byte[] exactly(long length) throws IOException {
        if (length > maxBody) {
            throw new HttpProblem(413, "the body of the request is larger than " + maxBody + " bytes");
        }
        byte[] body = new byte[(int) length];
        take(body, 0, body.length);
        return body;
    }

    private byte[] chunks() throws IOException {
        byte[] body = new byte[1024];
        int size = 0;
        while (true) {
            int chunk = chunkSize(line());
            if (chunk == 0) {
                while (!line().isEmpty()) {
                    // trailers mean nothing here
                }
                return Arrays.copyOf(body, size);
            }
            if (chunk < 0 || (long) size + chunk > maxBody) {
                throw new HttpProblem(413, "the body of the request is larger than " + maxBody + " bytes");
            }
            if (size + chunk > body.length) {
                body = Arrays.copyOf(body, Math.max(size + chunk, body.length * 2));
            }
            take(body, size, chunk);
            size += chunk;
            if (!line().isEmpty()) {
                throw new HttpProblem(400, "a chunk is longer than its size says");
            }
        }
    }

    private static int chunkSize(String line) throws HttpProblem {
        int end = line.indexOf(';');
        try {
            return Integer.parseInt((end < 0 ? line : line.substring(0, end)).strip(), 16);
        } catch (NumberFormatException e) {
            throw new HttpProblem(400, "the size of a chunk is not a number");
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (position == limit && !fill()) {
                throw new EOFException("the connection ended inside a request");
            }
            char c = (char) (buffer[position++] & 0xFF);
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append(c);
            }
            if (line.length() > MAX_LINE) {
                throw new HttpProblem(400, "a line inside the body is too long");
            }
        }
    }

    private void take(byte[] target, int from, int length) throws IOException {
        int buffered = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, from, buffered);
        position += buffered;
        for (int at = from + buffered; at < from + length; ) {
            int read = in.read(target, at, from + length - at);
            if (read < 0) {
                throw new EOFException("the connection ended inside a body");
            }
            at += read;
        }
    }

    /** Reads more bytes behind those not yet taken; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
        } else if (limit == buffer.length) {
            int waiting = limit - position;
            byte[] target = waiting > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
            System.arraycopy(buffer, position, target, 0, waiting);
            buffer = target;
            position = 0;
            limit = waiting;
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            return false;
        }
        limit += read;
        return true;
    }
}
