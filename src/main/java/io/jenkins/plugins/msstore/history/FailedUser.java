package io.jenkins.plugins.msstore.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.function.UnaryOperator;

/**
 * A user of a bulk operation that did not succeed.
 *
 * @param userName the user as named in the input
 * @param failureReason the reason with all that concerns this user alone; null if the reason of the group says it all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailedUser(String userName, @CheckForNull String failureReason) {

    /** Returns a copy with masked texts. */
    FailedUser masked(UnaryOperator<String> mask) {
        return new FailedUser(mask.apply(userName), failureReason == null ? null : mask.apply(failureReason));
    }
}
