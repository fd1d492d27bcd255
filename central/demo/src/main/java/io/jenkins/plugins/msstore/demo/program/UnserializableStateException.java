package io.jenkins.plugins.msstore.demo.program;

/** The script's state holds something that cannot be saved. */
public final class UnserializableStateException extends Exception {
    private static final long serialVersionUID = 1L;

    UnserializableStateException(String message, Exception cause) {
        super(message, cause);
    }
}
