package io.jenkins.plugins.msstore.download;

import io.jenkins.plugins.msstore.client.cdn.CdnClient;
import io.jenkins.plugins.msstore.client.http.RetrySettings;
import java.util.Objects;

/**
 * The part of a host that its downloads share.
 *
 * @param cdn makes the requests
 * @param slots limits how many files are downloaded at once
 * @param retries how often, and after which waits, a download is tried that makes no progress; the budget does not matter
 */
public record DownloadHost(CdnClient cdn, DownloadSlots slots, RetrySettings retries) {

    public DownloadHost {
        Objects.requireNonNull(cdn, "cdn");
        Objects.requireNonNull(slots, "slots");
        Objects.requireNonNull(retries, "retries");
    }
}
