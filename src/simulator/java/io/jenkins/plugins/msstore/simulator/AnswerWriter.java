package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/** Converts answers to responses of MockWebServer. */
final class AnswerWriter {
    /** {@code INTERNAL_ERROR} of HTTP/2. */
    private static final int HTTP2_INTERNAL_ERROR = 2;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Dialect dialect;

    AnswerWriter(Dialect dialect) {
        this.dialect = dialect;
    }

    MockResponse write(Answer answer) {
        Delivery delivery = answer.delivery();
        byte[] body = answer.json() == null ? answer.bytes() : bytes(answer);
        if (delivery.bodyHalved()) {
            body = Arrays.copyOf(body, body.length / 2);
        }
        MockResponse.Builder response =
                new MockResponse.Builder().code(answer.status()).body(new Buffer().write(body));
        if (answer.file() != null) {
            response.body(answer.file());
        }
        if (answer.contentType() != null) {
            response.setHeader("Content-Type", answer.contentType());
        }
        answer.headers().forEach(header -> response.addHeader(header.getKey(), header.getValue()));
        if (delivery.bytesPerSecond() > 0) {
            response.throttleBody(delivery.bytesPerSecond(), 1, TimeUnit.SECONDS);
        }
        if (delivery.ending() == Delivery.Ending.CUT_OFF) {
            response.onResponseBody(new SocketEffect.CloseStream(HTTP2_INTERNAL_ERROR));
        }
        return response.build();
    }

    private byte[] bytes(Answer answer) {
        try {
            return MAPPER.writeValueAsBytes(dialect.respell(answer.json()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
