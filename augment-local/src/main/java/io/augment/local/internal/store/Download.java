package io.augment.local.internal.store;

import io.augment.local.DownloadListener;
import io.augment.local.ModelFile;
import io.augment.local.ModelStoreException;
import io.augment.local.StoredModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Fetches one file: goes on where it broke off, checks it, and puts it in its place. Used by one thread. */
public final class Download {
    /** Room that a disk should have left afterwards. */
    private static final long MARGIN = 64L << 20;

    private static final int CHUNK = 1 << 16;
    private static final long STEP = 1L << 20;

    /** Attempts in a row that brought nothing. */
    private static final int MAX_IDLE = 3;

    private final ModelFile model;
    private final String url;
    private final Path target;
    private final Path part;
    private final Path tag;
    private final @Nullable String token;
    private final ToLongFunction<Path> freeSpace;
    private final DownloadListener listener;

    /** Prepares a download. */
    public Download(
            ModelFile model,
            String url,
            Path target,
            @Nullable String token,
            ToLongFunction<Path> freeSpace,
            DownloadListener listener) {
        this.model = model;
        this.url = url;
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.tag = target.resolveSibling(target.getFileName() + ".etag");
        this.token = token;
        this.freeSpace = freeSpace;
        this.listener = listener;
    }

    /**
     * Fetches the file unless it is there.
     *
     * @param lock held by the caller
     * @throws ModelStoreException if the file cannot be had whole and right
     * @throws IOException if the disk fails
     */
    public StoredModel run(DownloadLock lock) throws IOException {
        if (Files.isRegularFile(target)) {
            return checked(target, false);
        }
        int idle = 0;
        while (true) {
            long before = partSize();
            IOException trouble = attempt(before);
            if (trouble == null) {
                break;
            }
            idle = partSize() > before ? 0 : idle + 1;
            if (idle == MAX_IDLE) {
                throw new ModelStoreException(
                        url + " broke off " + MAX_IDLE + " times without sending more (" + trouble.getMessage() + "); "
                                + partSize() + " bytes are kept, and another attempt goes on from there.",
                        trouble);
            }
        }
        StoredModel stored = checked(part, true);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(tag);
        return new StoredModel(target, stored.size(), stored.sha256(), stored.isVerified());
    }

    private long partSize() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /** Fetches what is missing; returns what made the connection break, or null when the file is whole. */
    private @Nullable IOException attempt(long have) throws IOException {
        Long size = model.size();
        if (size != null && have == size) {
            return null;
        }
        if (size != null && have > size) {
            Files.delete(part);
            return attempt(0);
        }
        // A digest tells in the end whether the parts fit; without one, the server must say that it is the same file
        // still.
        String version = model.sha256() == null && have > 0 ? version() : null;
        if (model.sha256() == null && have > 0 && version == null) {
            Files.delete(part);
            return attempt(0);
        }
        try (RangeReply reply = RangeReply.get(url, have, version, token)) {
            if (reply.isBeyondTheEnd()) {
                // What is there is longer than the file, or all of it; only the digest could tell.
                Files.delete(part);
                return new IOException("the server has no more than " + have + " bytes");
            }
            if (size != null && reply.total() >= 0 && reply.total() != size) {
                throw new ModelStoreException(
                        url + " has " + reply.total() + " bytes, but " + size + " were expected: it is another file.",
                        null);
            }
            long from = reply.start();
            if (from == 0) {
                remember(reply.version());
            }
            checkSpace((reply.total() >= 0 ? reply.total() : size == null ? from : size) - from);
            return copy(reply, from, reply.total() >= 0 || size == null ? reply.total() : size);
        } catch (RangeReply.BrokenException e) {
            return e;
        }
    }

    private @Nullable String version() throws IOException {
        return Files.exists(tag) ? Files.readString(tag) : null;
    }

    private void remember(@Nullable String version) throws IOException {
        if (version == null) {
            Files.deleteIfExists(tag);
        } else {
            Files.writeString(tag, version);
        }
    }

    private void checkSpace(long needed) {
        long free = freeSpace.applyAsLong(part.toAbsolutePath().getParent());
        if (free - MARGIN < needed) {
            throw new ModelStoreException(
                    "The disk of " + target.getParent() + " has " + free / 1_000_000 + " MB free, but the model "
                            + model.name() + " needs " + (needed + MARGIN) / 1_000_000
                            + " MB. Free some, or choose another folder with AUGMENT_MODEL_DIR.",
                    null);
        }
    }

    private @Nullable IOException copy(RangeReply reply, long from, long total) throws IOException {
        long done = from;
        long told = done;
        listener.progress(done, total);
        StandardOpenOption mode = from == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
        try (OutputStream out =
                Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            byte[] chunk = new byte[CHUNK];
            for (int n = reply.read(chunk); n >= 0; n = reply.read(chunk)) {
                out.write(chunk, 0, n);
                done += n;
                if (done - told >= STEP) {
                    listener.progress(done, total);
                    told = done;
                }
                if (total >= 0 && done > total) {
                    throw new ModelStoreException(
                            url + " sent more than the " + total + " bytes that it announced.", null);
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new ModelStoreException(
                            "The download of " + model.name() + " was interrupted; " + done
                                    + " bytes are kept, and another attempt goes on from there.",
                            null);
                }
            }
        } catch (RangeReply.BrokenException e) {
            return e;
        }
        if (total >= 0 && done < total) {
            return new IOException("the connection ended after " + done + " of " + total + " bytes");
        }
        listener.progress(done, total);
        return null;
    }

    /** Checks size and digest; a fresh file that is wrong is deleted, since going on from it would never make it right. */
    private StoredModel checked(Path file, boolean fresh) throws IOException {
        long length = Files.size(file);
        Long size = model.size();
        String digest = sha256(file);
        String expected = model.sha256();
        boolean sizeIsWrong = size != null && size != length;
        if (sizeIsWrong || (expected != null && !expected.equals(digest))) {
            if (fresh) {
                Files.delete(file);
            }
            throw new ModelStoreException(
                    (fresh ? url + " sent " : file + " has ")
                            + (sizeIsWrong
                                    ? length + " bytes instead of " + size
                                    : "a file with the SHA-256 " + digest + " instead of " + expected)
                            + (fresh ? "; it was deleted." : ". Delete it to have it fetched again."),
                    null);
        }
        return new StoredModel(file, length, digest, expected != null);
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
