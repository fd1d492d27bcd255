package io.jenkins.plugins.msstore.client.model;

import java.util.Objects;

/**
 * The signed URL of a file, which expires. The URL alone gives access to the file, so it is a secret: it must not be written
 * to a log, an error, a result or a file.
 */
public final class DownloadUrl {

    private final String url;

    /**
     * @param url as the service sent it
     */
    public DownloadUrl(String url) {
        this.url = Objects.requireNonNull(url, "url");
    }

    /** The URL itself, for the request alone. */
    public String secret() {
        return url;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DownloadUrl download && url.equals(download.url);
    }

    @Override
    public int hashCode() {
        return url.hashCode();
    }

    /** Does not show the URL. */
    @Override
    public String toString() {
        return "***";
    }
}
