package io.jenkins.plugins.msstore.demo.program;

/** Thrown if the script's state contains an object that cannot be saved. */
public final class UnserializableStateException extends Exception {
    private static final long serialVersionUID = 1L;

    UnserializableStateException(String message, Exception cause) {
        super(message, cause);
    }
}
