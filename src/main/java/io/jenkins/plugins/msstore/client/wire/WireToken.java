package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import java.util.Optional;

/** The continuation token of a page. */
final class WireToken {

    private WireToken() {}

    /**
     * The token with which the next page is requested; empty after the last page.
     *
     * @param token as it was sent; may be null
     * @param requested the token with which this page was requested; empty for the first page
     * @throws WireFault if the token leads to the same page again, so that the list would have no end
     */
    static Optional<String> next(Subject subject, String token, Optional<String> requested) {
        Optional<String> next = Optional.ofNullable(token).filter(text -> !text.isBlank());
        if (next.isPresent() && next.equals(requested)) {
            throw WireFault.of(
                    subject, WriteOutcome.UNKNOWN, "the continuation token is the same as for the previous page");
        }
        return next;
    }
}
