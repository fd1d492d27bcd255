package io.jenkins.plugins.msstore.client.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** A bearer token and its lifetime. Only {@link #value()} shows the token. */
public final class AccessToken {

    private static final Duration MAX_MARGIN = Duration.ofMinutes(5);

    private final String value;
    private final Instant renewAt;

    private AccessToken(String value, Instant renewAt) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("it contains characters other than printable ASCII");
        }
        this.value = value;
        this.renewAt = renewAt;
    }

    /**
     * A token that the authority issued.
     *
     * @param received the time at which it was received, by this machine's clock
     * @param expires the time at which it expires
     */
    public static AccessToken issued(String value, Instant received, Instant expires) {
        Duration margin = Duration.between(received, expires).dividedBy(10);
        return new AccessToken(value, expires.minus(margin.compareTo(MAX_MARGIN) < 0 ? margin : MAX_MARGIN));
    }

    /**
     * A token that a user gave, with unknown lifetime.
     *
     * @throws IllegalArgumentException if the text is not allowed in a header; the message does not show it
     */
    public static AccessToken readyMade(String value) {
        return new AccessToken(value, Instant.MAX);
    }

    /** The token itself, for the {@code Authorization} header and nothing else. */
    public String value() {
        return value;
    }

    /** Whether it should still be used. It is renewed before it expires, by a tenth of its lifetime, at most five minutes. */
    boolean isFreshAt(Instant now) {
        return now.isBefore(renewAt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessToken token && value.equals(token.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    @Override
    public String toString() {
        return "AccessToken[to be renewed at " + renewAt + "]";
    }
}
