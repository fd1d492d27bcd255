package io.jenkins.plugins.msstore.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The part of an operation's result that a build's history stores.
 *
 * @param counts the number of users by outcome; null if the operation does not count users
 * @param wouldChange in a dry run, the number of users whose seat would change; null otherwise
 * @param state the state of the seat; null if the result has no seat
 * @param files the paths of its reports or licenses
 * @param failures the first users who failed
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OperationResult(
        @CheckForNull OutcomeCounts counts,
        @CheckForNull Long wouldChange,
        @CheckForNull String state,
        List<String> files,
        List<FailedUser> failures) {

    /** No result. */
    public static final OperationResult NONE = new OperationResult(null, null, null, List.of(), List.of());

    private static final int MAX_FAILURES = 200;

    private static final int MAX_FILES = 10;

    private static final int MAX_CHARACTERS = 300;

    /** Limits the lists to what a build's folder should hold. */
    public OperationResult {
        files = firstOf(files, MAX_FILES);
        failures = firstOf(failures, MAX_FAILURES);
    }

    private static <T> List<T> firstOf(@CheckForNull List<T> list, int max) {
        return list == null ? List.of() : List.copyOf(list.subList(0, Math.min(max, list.size())));
    }

    /** The result of an operation on one seat, with its present state. */
    public static OperationResult ofSeat(String state) {
        return new OperationResult(null, null, state, List.of(), List.of());
    }

    /** The result of an operation that wrote files. */
    public static OperationResult ofFiles(List<String> paths) {
        return new OperationResult(null, null, null, paths, List.of());
    }

    /**
     * Returns a copy in which texts of the service and of users are masked; paths are not changed.
     *
     * @param mask gets complete texts, before they are shortened
     */
    public OperationResult masked(UnaryOperator<String> mask) {
        return new OperationResult(
                counts,
                wouldChange,
                state == null ? null : mask.apply(state),
                files,
                failures.stream()
                        .map(user -> new FailedUser(mask.apply(user.userName()), mask.apply(user.failureReason())))
                        .toList());
    }

    /** Returns a copy with shortened texts. */
    OperationResult bounded() {
        return masked(text -> LogText.of(text, MAX_CHARACTERS));
    }

    /** Returns a copy without the failed users. */
    OperationResult withoutFailures() {
        return new OperationResult(counts, wouldChange, state, files, List.of());
    }
}
