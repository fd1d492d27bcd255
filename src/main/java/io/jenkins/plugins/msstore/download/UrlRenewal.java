package io.jenkins.plugins.msstore.download;

import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import java.io.IOException;

/** Asks the service for a new URL of a file whose URL has expired. */
@FunctionalInterface
interface UrlRenewal {

    /** Blocks until the service has answered. */
    DownloadUrl renew(PackageFile file) throws IOException, InterruptedException;
}
