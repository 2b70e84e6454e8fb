package io.augment.internal.ledger;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.augment.chat.ChatResponse;
import io.augment.internal.format.JsonWriter;
import io.augment.internal.format.Utf8;
import io.augment.internal.json.ChatJson;
import io.augment.internal.json.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps attempts, replies, reservations and stop decisions on disk, and finds replies again.
 *
 * <p>Safe for use by many threads of one process; the run directory's lock keeps other processes out.
 */
public final class Ledger implements AutoCloseable {
    /** Version of the format on disk. */
    static final int VERSION = 1;

    /** Reason of a miss that does not count against a request: the server only asked to wait. */
    static final String RATE_LIMITED = "rate-limited";

    /** Stands for an attempt's number where another run made it. */
    static final long ADOPTED = 0;

    private static final String PREFIX = "segment-";
    private static final String SUFFIX = ".jsonl";
    private static final long SEGMENT_BYTES = 256L << 20;
    private static final long HOT_BYTES = 4L << 20;
    private static final int FIRST_READ = 4096;

    private final Path directory;
    private final long segmentBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final LedgerIndex index = new LedgerIndex();
    private final LedgerTotals totals = new LedgerTotals();
    private final Map<LedgerKey, Integer> misses;
    private final List<String> problems;
    private final Map<String, Integer> again;
    private final @Nullable LedgerStop lastStop;
    private final Map<Integer, RandomAccessFile> readers = new HashMap<>();
    /** What was asked for again: few of the replies of a run ever are, and to keep each costs as much as to write its line. */
    private final Cache<LedgerKey, LedgerEntry> hot = Caffeine.newBuilder()
            .maximumWeight(HOT_BYTES)
            .weigher((LedgerKey key, LedgerEntry entry) -> weight(entry))
            .executor(Runnable::run)
            .build();

    private final List<Path> segments = new ArrayList<>();

    /** Where the last line ends in segments that a kill has left with blank lines. */
    private final Map<Path, Long> unfinished = new LinkedHashMap<>();

    private final CallPace pace = new CallPace();
    private @Nullable SegmentWriter writer;
    private int writing;
    private boolean closed;
    private final int session;
    private final AtomicLong nextHold = new AtomicLong(1);
    private long paidAgain;

    private Ledger(Path directory, long segmentBytes) throws IOException {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        Files.createDirectories(directory);
        LedgerRecovery recovery = new LedgerRecovery(index, totals);
        NavigableMap<Integer, Path> found = segmentsIn(directory);
        int last = found.isEmpty() ? 0 : found.lastKey();
        if (last >= LedgerPlace.MAX_SEGMENTS) {
            throw new LedgerException("The ledger " + directory + " has too many segments.", null);
        }
        segments.add(directory);
        for (int number = 1; number <= last; number++) {
            Path file = found.get(number);
            segments.add(file == null ? directory : file);
            if (file != null) {
                long end = recovery.read(file, number);
                if (end < Files.size(file)) {
                    unfinished.put(file, end);
                }
            }
        }
        recovery.finish();
        this.session = last + 1;
        this.misses = recovery.misses();
        this.problems = recovery.problems();
        this.again = recovery.again();
        this.lastStop = recovery.lastStop();
    }

    /**
     * Opens the ledger of a directory, which is made where there is none.
     *
     * @throws LedgerException if another version of augment wrote it
     * @throws UncheckedIOException if it cannot be read
     */
    public static Ledger open(Path directory) {
        return open(directory, SEGMENT_BYTES);
    }

    /** Opens a ledger that begins a new segment when one has reached this many bytes. */
    static Ledger open(Path directory, long segmentBytes) {
        try {
            return new Ledger(directory, segmentBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the ledger " + directory + ": " + e.getMessage(), e);
        }
    }

    private static NavigableMap<Integer, Path> segmentsIn(Path directory) throws IOException {
        TreeMap<Integer, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
                    String digits = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
                    if (digits.matches("\\d{1,9}")) {
                        found.put(Integer.parseInt(digits), file);
                    }
                }
            }
        }
        return found;
    }

    /** Returns sentences about torn and corrupt lines that were passed over when the ledger was opened. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Returns the last stop decision before this process, or null. */
    public @Nullable LedgerStop lastStop() {
        return lastStop;
    }

    /** Returns the replies and final failures that can be found. */
    public int size() {
        lock.lock();
        try {
            return index.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the replies that this process paid for although the ledger had one already. */
    public long paidAgain() {
        lock.lock();
        try {
            return paidAgain;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what was charged, in all processes that wrote here. */
    public Map<LedgerTotals.Place, LedgerTotals.Sum> totals() {
        lock.lock();
        try {
            return totals.sums();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many attempts with this key came to nothing so far. */
    public int misses(LedgerKey key) {
        lock.lock();
        try {
            return misses.getOrDefault(key, 0);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Finds what a key's attempts came to, or null when there is nothing yet.
     *
     * @throws UncheckedIOException if the segment cannot be read
     */
    public @Nullable LedgerEntry find(LedgerKey key) {
        LedgerEntry cached = hot.getIfPresent(key);
        if (cached != null) {
            return cached;
        }
        lock.lock();
        try {
            if (!index.mayContain(key)) {
                return null;
            }
            LedgerEntry[] result = new LedgerEntry[1];
            index.find(key, place -> {
                LedgerEntry entry = read(key, place);
                result[0] = entry == null ? result[0] : entry;
                return entry != null;
            });
            if (result[0] != null) {
                hot.put(key, result[0]);
            }
            return result[0];
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException("Cannot read the ledger " + directory + ": " + e.getMessage(), e.getCause());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes that an attempt is about to be made, and what it may cost at most.
     *
     * @param durably whether to wait until the note is on disk
     * @return identifies the attempt for {@link #reply} and {@link #miss}
     */
    public Attempt hold(LedgerKey key, String stage, String model, Charge most, boolean durably) {
        LedgerTotals.Place place = new LedgerTotals.Place(stage, model);
        Attempt attempt = new Attempt(key, nextHold.getAndIncrement(), place, most, pace.begin());
        append(
                LedgerLine.seal(json -> {
                    json.name("t").text("hold");
                    json.name("h").number(attempt.id());
                    json.name("k").text(key.hex());
                    json.name("s").text(stage);
                    json.name("m").text(model);
                    writeCharge(json, most);
                }),
                durably ? () -> {} : null,
                () -> {
                    totals.request(place);
                    totals.add(place, most);
                });
        return attempt;
    }

    /** Identifies an attempt. */
    public record Attempt(LedgerKey key, long id, LedgerTotals.Place place, Charge most, long since) {}

    /** Keeps a complete reply; it is on disk when this returns. */
    public void reply(Attempt attempt, ChatResponse response, Charge charge) {
        reply(attempt, response, charge, () -> {});
    }

    /**
     * Keeps a complete reply; it is on disk when this returns.
     *
     * @param whenDurable what is done as soon as the reply is on disk, by another thread; short, and it never fails
     */
    public void reply(Attempt attempt, ChatResponse response, Charge charge, Runnable whenDurable) {
        pace.end(attempt.since());
        byte[] line = replyLine(attempt.id(), attempt.key(), response, charge);
        long place = append(line, whenDurable, () -> {});
        lock.lock();
        try {
            paidAgain += find(attempt.key()) instanceof LedgerEntry.Reply ? 1 : 0;
            settle(attempt, charge);
            misses.remove(attempt.key());
            index.add(attempt.key(), place);
            hot.invalidate(attempt.key());
        } finally {
            lock.unlock();
        }
    }

    /** Notes that an attempt came to nothing, and what stays charged for it. */
    public void miss(Attempt attempt, String reason, Charge charge) {
        pace.end(attempt.since());
        append(
                LedgerLine.seal(json -> {
                    json.name("t").text("miss");
                    json.name("h").number(attempt.id());
                    json.name("k").text(attempt.key().hex());
                    json.name("why").text(reason);
                    writeCharge(json, charge);
                }),
                false);
        lock.lock();
        try {
            settle(attempt, charge);
            if (!reason.equals(RATE_LIMITED)) {
                misses.merge(attempt.key(), 1, Integer::sum);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a key's attempts came to a final failure. */
    public void fail(LedgerKey key, LedgerEntry.Failure failure) {
        long place = append(
                LedgerLine.seal(json -> {
                    json.name("t").text("fail");
                    json.name("k").text(key.hex());
                    json.name("why").text(failure.reason());
                    json.name("msg").text(failure.message());
                    Integer status = failure.status();
                    if (status != null) {
                        json.name("status").number(status);
                    }
                }),
                true);
        lock.lock();
        try {
            misses.remove(key);
            index.add(key, place);
            hot.invalidate(key);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Keeps a reply that another run has paid for: it is found like any other and charged nothing.
     *
     * @param charge what was charged when it was made, for provenance
     */
    public void adopt(LedgerKey key, ChatResponse response, Charge charge) {
        long place = append(replyLine(ADOPTED, key, response, charge), true);
        lock.lock();
        try {
            index.add(key, place);
            hot.invalidate(key);
        } finally {
            lock.unlock();
        }
    }

    /** Notes a stop decision. */
    public void stop(LedgerStop stop) {
        append(
                LedgerLine.seal(json -> {
                    json.name("t").text("stop");
                    json.name("why").text(stop.label());
                    json.name("round").number(stop.round());
                    json.name("rows").number(stop.rows());
                }),
                true);
    }

    /** Notes that a record shall be asked for again from the start in a stage: its replies so far were unusable. */
    public void again(String stage, String record) {
        append(
                LedgerLine.seal(json -> {
                    json.name("t").text("again");
                    json.name("s").text(stage);
                    json.name("r").text(record);
                }),
                true);
        lock.lock();
        try {
            again.merge(againKey(stage, record), 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    /** Returns how often a record was to be asked for again from the start in a stage. */
    public int timesAgain(String stage, String record) {
        lock.lock();
        try {
            return again.isEmpty() ? 0 : again.getOrDefault(againKey(stage, record), 0);
        } finally {
            lock.unlock();
        }
    }

    static String againKey(String stage, String record) {
        return stage + '\n' + record;
    }

    private void settle(Attempt attempt, Charge charge) {
        totals.subtract(attempt.place(), attempt.most());
        totals.add(attempt.place(), charge);
    }

    private static byte[] replyLine(long attempt, LedgerKey key, ChatResponse response, Charge charge) {
        return LedgerLine.seal(json -> {
            json.name("t").text("reply");
            json.name("h").number(attempt);
            json.name("k").text(key.hex());
            writeCharge(json, charge);
            json.name("r");
            ChatJson.write(json, response);
        });
    }

    private static void writeCharge(JsonWriter json, Charge charge) {
        json.name("p").number(charge.promptTokens());
        json.name("c").number(charge.completionTokens());
        BigDecimal usd = charge.usd();
        if (usd != null) {
            json.name("usd").text(usd.toPlainString());
        }
    }

    /** Adds a line. A line that is on disk has all earlier lines there too, also those of earlier segments. */
    private long append(byte[] line, boolean durably) {
        return append(line, durably ? () -> {} : null, () -> {});
    }

    /**
     * Appends a line, and notes in the same breath what it changes.
     *
     * @param whenDurable what is done once the line is on disk, for which the caller then waits; null not to wait
     */
    private long append(byte[] line, @Nullable Runnable whenDurable, Runnable change) {
        SegmentWriter segment;
        long place;
        long end;
        lock.lock();
        try {
            segment = currentWriter();
            long offset = segment.append(line);
            place = LedgerPlace.pack(writing, offset);
            end = offset + line.length;
            change.run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the ledger " + directory + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
        if (whenDurable != null) {
            segment.awaitDurable(end, whenDurable);
        }
        return place;
    }

    private SegmentWriter currentWriter() throws IOException {
        if (closed) {
            throw new IOException("it is closed");
        }
        SegmentWriter current = writer;
        if (current != null && current.size() < segmentBytes) {
            return current;
        }
        if (current != null) {
            current.close();
        }
        cutBlankLines();
        writing = segments.size();
        Path file = directory.resolve(String.format("%s%06d%s", PREFIX, writing, SUFFIX));
        SegmentWriter next = new SegmentWriter(file, pace);
        segments.add(file);
        writer = next;
        next.append(LedgerLine.seal(json -> {
            json.name("t").text("head");
            json.name("v").number(VERSION);
            json.name("session").number(session);
        }));
        return next;
    }

    /** Only who writes here has the directory for itself. */
    private void cutBlankLines() throws IOException {
        for (Map.Entry<Path, Long> segment : unfinished.entrySet()) {
            try (RandomAccessFile file = new RandomAccessFile(segment.getKey().toFile(), "rw")) {
                file.setLength(segment.getValue());
            }
        }
        unfinished.clear();
    }

    private @Nullable LedgerEntry read(LedgerKey key, long place) {
        try {
            RandomAccessFile file = reader(LedgerPlace.segment(place));
            byte[] line = readLine(file, LedgerPlace.offset(place));
            return LedgerLine.isSealed(line, 0, line.length) ? parse(key, line) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens no channel: an interrupt would close it under the other threads. */
    private RandomAccessFile reader(int segment) throws IOException {
        RandomAccessFile file = readers.get(segment);
        if (file == null) {
            file = new RandomAccessFile(segments.get(segment).toFile(), "r");
            readers.put(segment, file);
        }
        return file;
    }

    private static byte[] readLine(RandomAccessFile file, long offset) throws IOException {
        file.seek(offset);
        byte[] bytes = new byte[FIRST_READ];
        int filled = 0;
        while (true) {
            int read = file.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                return Arrays.copyOf(bytes, filled);
            }
            int end = Utf8.newline(bytes, filled, filled + read);
            filled += read;
            if (end < filled) {
                return Arrays.copyOf(bytes, end);
            }
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.multiplyExact(bytes.length, 4));
            }
        }
    }

    private static @Nullable LedgerEntry parse(LedgerKey key, byte[] line) throws IOException {
        String reason = "";
        String message = "";
        Integer status = null;
        ChatResponse response = null;
        LedgerRecovery.ChargeFields charge = new LedgerRecovery.ChargeFields();
        try (JsonParser json = Json.FACTORY.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "k" -> {
                        if (!json.getText().equals(key.hex())) {
                            return null;
                        }
                    }
                    case "r" -> response = ChatJson.read(json);
                    case "why" -> reason = json.getText();
                    case "msg" -> message = json.getText();
                    case "status" -> status = json.getIntValue();
                    default -> charge.read(name, json);
                }
            }
        }
        return response != null
                ? new LedgerEntry.Reply(response, charge.charge())
                : new LedgerEntry.Failure(reason, message, status);
    }

    private static int weight(LedgerEntry entry) {
        return entry instanceof LedgerEntry.Reply reply
                ? 2 * reply.response().text().length() + 200
                : 200;
    }

    /** Brings everything to disk and closes the files. */
    @Override
    public void close() {
        lock.lock();
        try {
            IOException failure = null;
            closed = true;
            List<AutoCloseable> open = new ArrayList<>();
            SegmentWriter current = writer;
            if (current != null) {
                open.add(current);
            }
            open.addAll(readers.values());
            readers.clear();
            writer = null;
            for (AutoCloseable file : open) {
                try {
                    file.close();
                } catch (IOException e) {
                    failure = e;
                } catch (Exception e) {
                    failure = new IOException(e);
                }
            }
            if (failure != null) {
                throw new UncheckedIOException("Cannot close the ledger " + directory, failure);
            }
        } finally {
            lock.unlock();
        }
    }
}
