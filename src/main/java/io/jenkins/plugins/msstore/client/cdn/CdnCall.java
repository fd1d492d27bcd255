package io.jenkins.plugins.msstore.client.cdn;

import io.jenkins.plugins.msstore.client.cdn.CdnClient.ThisMachineException;
import io.jenkins.plugins.msstore.client.cdn.CdnException.Remedy;
import io.jenkins.plugins.msstore.client.http.RetryAfter;
import io.jenkins.plugins.msstore.client.model.DownloadUrl;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** A request for a file, or for the rest of one ({@code Range} and {@code If-Range}, RFC 9110, sections 13.1.5 and 14.2). */
public final class CdnCall {

    private static final int MAX_REDIRECTS = 5;

    private final CdnClient client;
    private final DownloadUrl url;
    private final Optional<PartOfFile> present;
    private volatile Call call;
    private volatile boolean isCancelled;

    CdnCall(CdnClient client, DownloadUrl url, Optional<PartOfFile> present) {
        this.client = client;
        this.url = url;
        this.present = present;
    }

    /** Sends the request and follows redirects; blocks until the answer's body begins. */
    public CdnAnswer send() throws CdnException {
        String beginning = "the service gave";
        HttpUrl at = reachable(HttpUrl.parse(url.secret()), beginning);
        for (int redirects = 0; ; redirects++) {
            Response response = execute(at, beginning);
            if (!isRedirect(response.code())) {
                return answer(response);
            }
            String location = response.header("Location");
            response.close();
            if (redirects == MAX_REDIRECTS) {
                throw new CdnException(Remedy.NONE, "the CDN redirects more than " + MAX_REDIRECTS + " times");
            }
            beginning = "the CDN redirects to";
            at = reachable(target(at, location), beginning);
        }
    }

    /** Where a redirect leads; null where it leads nowhere, or away from https. */
    private static HttpUrl target(HttpUrl from, String location) {
        HttpUrl to = location == null ? null : from.resolve(location);
        return to == null || from.isHttps() && !to.isHttps() ? null : to;
    }

    private HttpUrl reachable(HttpUrl to, String beginning) throws CdnException {
        if (to == null || client.clientFor(to).isEmpty()) {
            throw unreachable(beginning);
        }
        return to;
    }

    private static CdnException unreachable(String beginning) {
        return new CdnException(
                Remedy.NONE, beginning + " a URL that is not https, or that leads to the controller itself");
    }

    /** Ends the request and the reading of its answer, which fail on the thread that they block. */
    public void cancel() {
        isCancelled = true;
        Call sent = call;
        if (sent != null) {
            sent.cancel();
        }
    }

    private Response execute(HttpUrl at, String beginning) throws CdnException {
        Request.Builder request = new Request.Builder()
                .url(at)
                // otherwise OkHttp would request a compressed file, whose parts cannot be put together
                .header("Accept-Encoding", "identity");
        present.ifPresent(
                part -> request.header("Range", "bytes=" + part.size() + "-").header("If-Range", part.validator()));
        call = client.clientFor(at).orElseThrow().newCall(request.build());
        if (isCancelled) {
            call.cancel();
        }
        try {
            return call.execute();
        } catch (ThisMachineException e) {
            throw unreachable(beginning);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private CdnAnswer answer(Response response) throws CdnException {
        int status = response.code();
        if (status == 200) {
            return new CdnAnswer(response, 0, response.body().contentLength());
        }
        if (status == 206 && present.isPresent()) {
            long offset = present.get().size();
            Optional<ContentRange> range =
                    ContentRange.parse(response.header("Content-Range")).filter(sent -> sent.first() == offset);
            if (range.isPresent()) {
                return new CdnAnswer(response, offset, range.get().total());
            }
        }
        response.close();
        throw refusal(response, status);
    }

    private static CdnException refusal(Response response, int status) {
        String found = "the CDN answers with HTTP " + status;
        return switch (status) {
            case 206, 416 -> new CdnException(Remedy.START_AGAIN, found);
            case 403, 404, 410 -> new CdnException(Remedy.NEW_URL, found);
            case 408, 429 -> new CdnException(Remedy.RETRY, found, retryAfter(response));
            default -> new CdnException(status >= 500 ? Remedy.RETRY : Remedy.NONE, found, retryAfter(response));
        };
    }

    private static Duration retryAfter(Response response) {
        return RetryAfter.read(response.headers(), Instant.now()).orElse(null);
    }

    /** The message of OkHttp's exception may hold the URL, so only its class is reported. */
    static CdnException unreadable(IOException e) {
        return new CdnException(
                Remedy.RETRY,
                "the connection to the CDN failed: " + e.getClass().getSimpleName());
    }
}
