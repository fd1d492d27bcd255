package io.jenkins.plugins.msstore.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a build's history keeps of an operation's result.
 *
 * @param counts how many users have which outcome; null for an operation that does not count users
 * @param wouldChange in a dry run, for how many users something would change; null otherwise
 * @param state the state of the seat; null where the result is none
 * @param files the paths of its reports or licenses
 * @param failures the first users for whom it was not done
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

    /** Keeps of lists what has room in a build's folder. */
    public OperationResult {
        files = firstOf(files, MAX_FILES);
        failures = firstOf(failures, MAX_FAILURES);
    }

    private static <T> List<T> firstOf(@CheckForNull List<T> list, int max) {
        return list == null ? List.of() : List.copyOf(list.subList(0, Math.min(max, list.size())));
    }

    /** Of an operation on one seat, which is in a state now. */
    public static OperationResult ofSeat(String state) {
        return new OperationResult(null, null, state, List.of(), List.of());
    }

    /** Of an operation that made files. */
    public static OperationResult ofFiles(List<String> paths) {
        return new OperationResult(null, null, null, paths, List.of());
    }

    /**
     * The same with texts of the service and of users replaced; paths stay as they are.
     *
     * @param mask takes whole texts: what is cut to a length here is cut later
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

    /** The same with texts that each have room on a line. */
    OperationResult bounded() {
        return masked(text -> LogText.of(text, MAX_CHARACTERS));
    }

    /** The same without the users' names and reasons. */
    OperationResult withoutFailures() {
        return new OperationResult(counts, wouldChange, state, files, List.of());
    }
}
