package hudson.util;

import hudson.Util;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * Holds its text in memory; the encryption only makes it unreadable at a glance. As in Jenkins, {@link #toString()} returns
 * the plain text, so that tests find the leaks that Jenkins would have.
 */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret fromString(String text) {
        return new Secret(Util.fixNull(text).trim());
    }

    public String getPlainText() {
        return value;
    }

    public String getEncryptedValue() {
        return "{" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "}";
    }

    /** Returns null for a text that is not the result of {@link #getEncryptedValue()}. */
    public static Secret decrypt(String data) {
        if (data == null || !data.startsWith("{") || !data.endsWith("}")) {
            return null;
        }
        try {
            return new Secret(new String(
                    Base64.getDecoder().decode(data.substring(1, data.length() - 1)), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public static String toString(Secret secret) {
        return secret == null ? null : secret.value;
    }

    @Override
    @Deprecated
    public String toString() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret && value.equals(((Secret) other).value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }
}
