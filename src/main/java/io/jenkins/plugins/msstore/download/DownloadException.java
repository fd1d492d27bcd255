package io.jenkins.plugins.msstore.download;

import java.io.IOException;

/** A file that cannot be downloaded. The message is one line without the file's URL; there is no cause that may have it. */
public final class DownloadException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param name the file, or the package that it is of
     * @param reason the end of the sentence
     */
    DownloadException(String name, String reason) {
        super("Download of " + name + " failed: " + reason);
    }
}
