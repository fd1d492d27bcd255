package io.jenkins.plugins.msstore.client.error;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The value of the {@code MS-CV} header: 16 base64 characters of 12 random bytes,  new for each operation, and the same
 * when the operation is sent again. Microsoft's support asks for it.
 */
final class CorrelationVector {

    private static final int RANDOM_BYTES = 12;

    private static final SecureRandom RANDOM = new SecureRandom();

    private CorrelationVector() {}

    static String next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
