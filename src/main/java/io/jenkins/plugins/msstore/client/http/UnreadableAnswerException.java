package io.jenkins.plugins.msstore.client.http;

import java.io.IOException;

/** An answer that came, but cannot be read: too large, or not HTTP. */
final class UnreadableAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
