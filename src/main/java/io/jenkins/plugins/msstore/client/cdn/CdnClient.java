package io.jenkins.plugins.msstore.client.cdn;

import io.jenkins.plugins.msstore.client.http.SingleShot;
import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** Makes requests to the CDN. They carry no token, follow redirects by a rule of their own, and are sent once. */
public final class CdnClient {

    private final OkHttpClient client;

    /**
     * @param base the host's client: its proxy, trust and connection pool are used
     * @param timeout how long a connection, and each read of it, may take. There is no limit for a file as a whole
     */
    public CdnClient(OkHttpClient base, Duration timeout) {
        this.client = SingleShot.configure(base.newBuilder(), timeout)
                .callTimeout(Duration.ZERO)
                .build();
    }

    /**
     * Makes the call for a file, not yet sent.
     *
     * @param url where the file is
     * @param present the part that is there already; empty to get the file from its beginning
     */
    public CdnCall newCall(DownloadUrl url, Optional<PartOfFile> present) {
        return new CdnCall(client, url, present);
    }
}
