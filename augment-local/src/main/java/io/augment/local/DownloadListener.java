package io.augment.local;

/** Hears how far a download is. */
@FunctionalInterface
public interface DownloadListener {
    /**
     * Is called at the beginning, after each mebibyte and at the end, on the thread that downloads.
     *
     * @param done bytes that are there, those of an earlier attempt among them
     * @param total bytes of the whole file, or -1 while that is not known
     */
    void progress(long done, long total);
}
