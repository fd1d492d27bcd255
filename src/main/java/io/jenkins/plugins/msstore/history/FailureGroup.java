package io.jenkins.plugins.msstore.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The users of a bulk operation that did not succeed for the same reason.
 *
 * @param reason the reason, without user names; null for several reasons that are not told apart
 * @param count the number of users
 * @param users the first of them
 * @param change in a sync {@code ADD} if these users should get a seat, {@code REMOVE} if theirs should be reclaimed; null
 *     for entries that are no users, and in other operations
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FailureGroup(
        @CheckForNull String reason,
        long count,
        List<FailedUser> users,
        @CheckForNull String change) {

    /** A group of an operation that makes one kind of change. */
    public FailureGroup(@CheckForNull String reason, long count, List<FailedUser> users) {
        this(reason, count, users, null);
    }

    public FailureGroup {
        users = users == null ? List.of() : List.copyOf(users);
    }

    /** Returns a copy with at most so many users. */
    FailureGroup limitedTo(int max) {
        return users.size() <= max ? this : new FailureGroup(reason, count, users.subList(0, max), change);
    }

    /** Returns a copy with masked texts. */
    FailureGroup masked(UnaryOperator<String> mask) {
        return new FailureGroup(
                reason == null ? null : mask.apply(reason),
                count,
                users.stream().map(user -> user.masked(mask)).toList(),
                change);
    }
}
