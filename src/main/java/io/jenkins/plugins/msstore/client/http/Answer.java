package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Subject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * An HTTP answer of the service, read to its end.
 *
 * @param status the HTTP status
 * @param contentType the media type, empty when none was sent
 * @param body the text of the body
 * @param retryAfter the time that the service asks to wait; empty if it names none
 * @param location the target of a redirect; empty for none
 * @param challenge the {@code WWW-Authenticate} header; empty for none
 */
public record Answer(
        int status,
        String contentType,
        String body,
        Optional<Duration> retryAfter,
        Optional<String> location,
        Optional<String> challenge) {

    /** The maximum size of a body, much more than the service sends; the rest is not read. */
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    /** Removed from the text, as JSON parsers may do (RFC 8259, section 8.1). */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String HIDDEN = "***";

    private static final Pattern URL = Pattern.compile("(?i)https?:[^\\s\"'<>]*");

    /** Reads a response to its end; fails for a body of more than {@value #MAX_BODY_BYTES} bytes. */
    static Answer read(Response response) throws IOException {
        ResponseBody body = response.body();
        MediaType type = body.contentType();
        return new Answer(
                response.code(),
                type == null ? "" : type.type() + "/" + type.subtype(),
                text(body, type),
                RetryAfter.read(response.headers(), Instant.now()),
                Optional.ofNullable(response.header("Location")),
                Optional.ofNullable(response.header("WWW-Authenticate")));
    }

    private static String text(ResponseBody body, MediaType type) throws IOException {
        if (body.source().request(MAX_BODY_BYTES + 1L)) {
            throw new UnreadableAnswerException("the response has more than " + MAX_BODY_BYTES + " bytes", null);
        }
        Charset charset = type == null ? null : type.charset();
        String text = body.source().readString(charset == null ? StandardCharsets.UTF_8 : charset);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    /** The answer for a request that a limiter has rejected: as if the service had throttled it. */
    public static Answer throttled(Duration retryAfter) {
        return new Answer(429, "", "", Optional.of(retryAfter), Optional.empty(), Optional.empty());
    }

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * Whether the service did nothing and asks to send the request again later: 429 (RFC 6585, section 4), or 503 with {@code
     * Retry-After} (RFC 9110, section 10.2.3).
     */
    boolean isThrottled() {
        return status == 429 || status == 503 && retryAfter.isPresent();
    }

    /** Whether the service processed the request, with any result; false for a server's error, 408 and throttling. */
    public boolean isServed() {
        return status < 500 && status != 408 && !isThrottled();
    }

    /** The error for an answer without success. */
    public StoreException error(Subject subject) {
        return AnswerClassifier.error(subject, this);
    }

    /**
     * Returns a copy with a secret replaced: error pages of gateways echo requests, tokens included.
     */
    public Answer hiding(String secret) {
        return new Answer(
                status,
                contentType.replace(secret, HIDDEN),
                body.replace(secret, HIDDEN),
                retryAfter,
                location.map(text -> text.replace(secret, HIDDEN)),
                challenge.map(text -> text.replace(secret, HIDDEN)));
    }

    /** Returns a copy without URLs: the URL of a download is a secret. */
    public Answer withoutUrls() {
        return new Answer(
                status,
                contentType,
                URL.matcher(body).replaceAll(HIDDEN),
                retryAfter,
                Optional.empty(),
                challenge.map(text -> URL.matcher(text).replaceAll(HIDDEN)));
    }

    /** Does not show the body, which may be confidential. */
    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length() + " characters of " + contentType;
    }
}
