package io.jenkins.plugins.msstore.download;

import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import java.util.Objects;

/**
 * A file that is to be downloaded.
 *
 * @param name its name in the target
 * @param size its bytes as the service tells them; -1 where it does not
 * @param packageId the package that it is of
 * @param askedFor the package to ask the service for, to get a new URL: the package itself, or the one that needs it
 * @param url where it is, for a while
 */
public record PackageFile(String name, long size, String packageId, String askedFor, DownloadUrl url) {

    public PackageFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(packageId, "packageId");
        Objects.requireNonNull(askedFor, "askedFor");
        Objects.requireNonNull(url, "url");
    }
}
