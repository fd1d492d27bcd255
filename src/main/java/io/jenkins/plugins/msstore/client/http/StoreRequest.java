package io.jenkins.plugins.msstore.client.http;

import io.jenkins.plugins.msstore.client.error.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A request to the service, without the headers that every request has (token, correlation vector, accepted type).
 *
 * @param subject names the operation and its objects in errors
 * @param method {@code GET}, {@code POST} or {@code DELETE}
 * @param segments the path under the API's version, plain text
 * @param query the query's parameters, plain text
 * @param json the body; empty for none
 * @param answerIsConfidential whether no part of the answer may be shown, not even of an unexpected one
 * @param beforeSending called when the request is about to be sent, on a thread that may block: a request that is cancelled
 *     before that was certainly not sent; if it returns false, nothing is sent
 */
public record StoreRequest(
        Subject subject,
        String method,
        List<String> segments,
        Map<String, String> query,
        Optional<String> json,
        boolean answerIsConfidential,
        BooleanSupplier beforeSending) {

    private static final BooleanSupplier ALWAYS = () -> true;

    public StoreRequest {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(beforeSending, "beforeSending");
        segments = List.copyOf(segments);
        query = new LinkedHashMap<>(query);
    }

    /** A request without a body. */
    public static StoreRequest of(Subject subject, String method, String... segments) {
        return new StoreRequest(subject, method, List.of(segments), Map.of(), Optional.empty(), false, ALWAYS);
    }

    /** The same request with one more parameter in its query. */
    public StoreRequest withQuery(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new StoreRequest(subject, method, segments, more, json, answerIsConfidential, beforeSending);
    }

    /** The same request with a JSON document as its body. */
    public StoreRequest withJson(String body) {
        return new StoreRequest(
                subject, method, segments, query, Optional.of(body), answerIsConfidential, beforeSending);
    }

    /** The same request, no part of whose answer may be shown. */
    public StoreRequest withConfidentialAnswer() {
        return new StoreRequest(subject, method, segments, query, json, true, beforeSending);
    }

    /** The same request with a callback that is called before it is sent; see {@link #beforeSending()}. */
    public StoreRequest withBeforeSending(BooleanSupplier callback) {
        return new StoreRequest(subject, method, segments, query, json, answerIsConfidential, callback);
    }

    /** Method and path, for logs. */
    @Override
    public String toString() {
        return method + " " + segments;
    }
}
