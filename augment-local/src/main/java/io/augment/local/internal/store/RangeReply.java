package io.augment.local.internal.store;

import io.augment.local.ModelStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Is a server's answer to the wish for the rest of a file. */
final class RangeReply implements AutoCloseable {
    private static final int CONNECT_MILLIS = 15_000;
    private static final int READ_MILLIS = 60_000;
    private static final int MAX_REDIRECTS = 5;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    private final HttpURLConnection connection;
    private final InputStream body;
    private final long start;
    private final long total;

    private RangeReply(HttpURLConnection connection, InputStream body, long start, long total) {
        this.connection = connection;
        this.body = body;
        this.start = start;
        this.total = total;
    }

    /** Says that the connection broke: another attempt may help. */
    static final class BrokenException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Asks for a file from a position on.
     *
     * @param version what the server called the file's version when its beginning was fetched, or null; it sends the whole file
     *     where that is no longer so
     * @throws BrokenException if there is no answer, or one that another attempt may mend
     * @throws ModelStoreException if the server will never give the file
     */
    static RangeReply get(String url, long from, @Nullable String version, @Nullable String token) throws IOException {
        URI first = URI.create(url);
        URI next = first;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            HttpURLConnection connection = open(next, from, version, isSameHost(first, next) ? token : null);
            int status;
            try {
                status = connection.getResponseCode();
            } catch (IOException e) {
                throw new BrokenException(String.valueOf(e.getMessage()), e);
            }
            if (status / 100 != 3) {
                return of(connection, status, from, url);
            }
            String location = connection.getHeaderField("Location");
            connection.disconnect();
            next = redirected(next, location, url);
        }
        throw new ModelStoreException(url + " redirects more than " + MAX_REDIRECTS + " times.", null);
    }

    /** A token must reach nobody but the host that it is for. */
    private static boolean isSameHost(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    private static URI redirected(URI from, @Nullable String location, String url) {
        try {
            URI to = from.resolve(location == null ? "" : location);
            String scheme = to.getScheme().toLowerCase(Locale.ROOT);
            boolean isSafe = scheme.equals("https")
                    || (scheme.equals("http") && from.getScheme().equals("http"));
            if (location != null && isSafe && to.getHost() != null) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new ModelStoreException(url + " redirects to an address that is not followed.", null);
    }

    private static HttpURLConnection open(URI uri, long from, @Nullable String version, @Nullable String token)
            throws IOException {
        if (!(uri.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new ModelStoreException(
                    uri + " is no HTTP address. HF_ENDPOINT must begin with https:// or http://.", null);
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("User-Agent", "augment");
        // Compressed, the bytes would not be those that the range counts.
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (from > 0) {
            connection.setRequestProperty("Range", "bytes=" + from + "-");
            if (version != null) {
                connection.setRequestProperty("If-Range", version);
            }
        }
        if (token != null) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        return connection;
    }

    private static RangeReply of(HttpURLConnection connection, int status, long from, String url) throws IOException {
        if (status == 200) {
            return new RangeReply(connection, connection.getInputStream(), 0, connection.getContentLengthLong());
        }
        if (status == 206) {
            Matcher range = RANGE.matcher(String.valueOf(connection.getHeaderField("Content-Range")));
            if (range.matches() && Long.parseLong(range.group(1)) == from) {
                long total = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
                return new RangeReply(connection, connection.getInputStream(), from, total);
            }
            connection.disconnect();
            throw new ModelStoreException(url + " sent another part of the file than was asked for.", null);
        }
        connection.disconnect();
        if (status == 416 && from > 0) {
            return new RangeReply(connection, InputStream.nullInputStream(), -1, -1);
        }
        if (status == 429 || status >= 500) {
            throw new BrokenException("HTTP " + status, null);
        }
        String advice = switch (status) {
            case 401, 403 -> " It wants a token: set HF_TOKEN, and accept the model's terms on its page first.";
            case 404 -> " There is no such file: check repository, revision and file, and HF_ENDPOINT.";
            default -> "";
        };
        throw new ModelStoreException(url + " cannot be fetched (HTTP " + status + ")." + advice, null);
    }

    /** Returns whether the server has nothing at the position that was asked for. */
    boolean isBeyondTheEnd() {
        return start < 0;
    }

    /** Returns the position of the first byte in the file. */
    long start() {
        return start;
    }

    /** Returns the size of the whole file, or -1 where the server does not say. */
    long total() {
        return total;
    }

    /** Returns what the server calls this version of the file; null where it does not say, or promises nothing by it. */
    @Nullable
    String version() {
        String tag = connection.getHeaderField("ETag");
        return tag == null || tag.startsWith("W/") ? null : tag;
    }

    /**
     * Reads some bytes.
     *
     * @throws BrokenException if the connection broke
     */
    int read(byte[] chunk) throws BrokenException {
        try {
            return body.read(chunk);
        } catch (IOException e) {
            throw new BrokenException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
