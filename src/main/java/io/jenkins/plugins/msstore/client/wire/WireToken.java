package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import java.util.Optional;

/** The continuation token of a page. */
final class WireToken {

    private WireToken() {}

    /**
     * What the next page is asked for with; empty after the last one.
     *
     * @param token as it was sent; may be null
     * @param asked what this page was asked for with; empty for the first one
     * @throws WireFault the token leads to this very page again: such a list has no end
     */
    static Optional<String> next(Subject subject, String token, Optional<String> asked) {
        Optional<String> next = Optional.ofNullable(token).filter(text -> !text.isBlank());
        if (next.isPresent() && next.equals(asked)) {
            throw WireFault.of(
                    subject, WriteOutcome.UNKNOWN, "the continuation token is the same as for the previous page");
        }
        return next;
    }
}
