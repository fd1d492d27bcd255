package io.jenkins.plugins.msstore.download;

import java.time.Duration;

/** Listens to waits of downloads as they begin, for a log that tells why nothing happens. */
@FunctionalInterface
public interface DownloadListener {

    /** Does nothing. */
    DownloadListener NONE = (name, reason, wait) -> {};

    /**
     * @param name the file
     * @param reason what went wrong, without the URL
     * @param wait how long the download waits before it goes on
     */
    void onWait(String name, String reason, Duration wait);
}
