package io.jenkins.plugins.msstore.download;

import java.util.Locale;

/**
 * Progress of downloads.
 *
 * @param bytes the bytes of all files that are there
 * @param totalBytes the bytes of all files, as far as the service tells them
 * @param files the number of files that are whole
 * @param totalFiles the number of files
 */
public record DownloadProgress(long bytes, long totalBytes, int files, int totalFiles) {

    private static final double MEGABYTE = 1_000_000;

    /** The progress as one line for a log. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d/%d files, %.1f of %.1f MB",
                files,
                totalFiles,
                bytes / MEGABYTE,
                totalBytes / MEGABYTE);
    }
}
