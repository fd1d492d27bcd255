package io.jenkins.plugins.msstore.download;

import java.time.Duration;

/** Listens to waits of downloads as they begin, for a log that tells why nothing happens. */
public interface DownloadListener {

    /** Does nothing. */
    DownloadListener NONE = new DownloadListener() {
        @Override
        public void onWait(String name, String reason, Duration wait) {}

        @Override
        public void onSlotWait(int slots) {}
    };

    /**
     * @param name the file
     * @param reason what went wrong, without the URL
     * @param wait how long the download waits before it goes on
     */
    void onWait(String name, String reason, Duration wait);

    /**
     * All files wait for a slot, because downloads of others have all. Called at most once.
     *
     * @param slots the number of files that are downloaded at once
     */
    void onSlotWait(int slots);
}
