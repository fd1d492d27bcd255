package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An answer before it is written: either JSON, which is written in the spelling of a {@link Dialect}, or bytes, which are
 * written unchanged. Immutable; the methods return changed copies.
 */
public final class Answer {
    private static final String JSON = "application/json; charset=utf-8";

    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final String contentType;
    private final JsonNode json;
    private final byte[] bytes;
    private final FileSlice file;
    private final Delivery delivery;

    private Answer(
            int status,
            List<Map.Entry<String, String>> headers,
            String contentType,
            JsonNode json,
            byte[] bytes,
            FileSlice file,
            Delivery delivery) {
        this.status = status;
        this.headers = headers;
        this.contentType = contentType;
        this.json = json;
        this.bytes = bytes;
        this.file = file;
        this.delivery = delivery;
    }

    /** An answer in JSON, spelled as documented. */
    static Answer ofJson(int status, JsonNode json) {
        return new Answer(status, List.of(), JSON, json, null, null, Delivery.WHOLE);
    }

    /** An answer with a body that is written unchanged. */
    static Answer ofText(int status, String contentType, String text) {
        return new Answer(
                status, List.of(), contentType, null, text.getBytes(StandardCharsets.UTF_8), null, Delivery.WHOLE);
    }

    /** An answer with a part of a file, which is generated while it is sent. */
    static Answer ofFile(int status, FileSlice file) {
        return new Answer(status, List.of(), "application/octet-stream", null, new byte[0], file, Delivery.WHOLE);
    }

    /** An answer without a body. */
    static Answer empty(int status) {
        return new Answer(status, List.of(), null, null, new byte[0], null, Delivery.WHOLE);
    }

    int status() {
        return status;
    }

    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** The media type, or null for an answer that names none. */
    String contentType() {
        return contentType;
    }

    /** The body as JSON, spelled as documented, or null for an answer of bytes. */
    JsonNode json() {
        return json;
    }

    /** The body as bytes, or null for an answer in JSON. Not a copy, so it must not be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** The part of a file that is the body, or null. */
    FileSlice file() {
        return file;
    }

    Delivery delivery() {
        return delivery;
    }

    Answer withHeader(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Answer(status, List.copyOf(more), contentType, json, bytes, file, delivery);
    }

    Answer withContentType(String type) {
        return new Answer(status, headers, type, json, bytes, file, delivery);
    }

    Answer withJson(JsonNode changed) {
        return new Answer(status, headers, contentType, changed, null, null, delivery);
    }

    Answer withText(String type, String text) {
        return new Answer(status, headers, type, null, text.getBytes(StandardCharsets.UTF_8), null, delivery);
    }

    Answer withDelivery(Delivery changed) {
        return new Answer(status, headers, contentType, json, bytes, file, changed);
    }
}
