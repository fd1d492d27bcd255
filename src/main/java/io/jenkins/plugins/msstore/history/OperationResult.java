package io.jenkins.plugins.msstore.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The part of an operation's result that a build's history stores.
 *
 * @param counts the number of users by outcome; null if the operation does not count users
 * @param wouldChange in a dry run, the number of users whose seat would change; null otherwise
 * @param withoutSeat in a dry run, the number of users without a seat; null otherwise
 * @param state the state of the seat; null if the result has no seat
 * @param files the paths of its reports or licenses
 * @param failures the reasons for which users failed, with the first users
 * @param list the numbers of a list; null if the operation reads no list
 * @param sync the numbers of a sync; null if the operation is none
 * @param packages the numbers of packages; null if the operation gets none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OperationResult(
        @CheckForNull OutcomeCounts counts,
        @CheckForNull Long wouldChange,
        @CheckForNull Long withoutSeat,
        @CheckForNull String state,
        List<String> files,
        List<FailureGroup> failures,
        @CheckForNull ListCounts list,
        @CheckForNull SyncCounts sync,
        @CheckForNull PackageCounts packages) {

    /** No result. */
    public static final OperationResult NONE = new OperationResult(null, null, null, null, List.of(), List.of());

    /** The maximum number of failed users that are stored of one operation; the report has all. */
    static final int MAX_USERS = 500;

    private static final int MAX_REASONS = 25;

    private static final int MAX_FILES = 10;

    private static final int MAX_CHARACTERS = 300;

    /** The result of an operation that reads no list, is no sync and gets no packages. */
    public OperationResult(
            @CheckForNull OutcomeCounts counts,
            @CheckForNull Long wouldChange,
            @CheckForNull Long withoutSeat,
            @CheckForNull String state,
            List<String> files,
            List<FailureGroup> failures) {
        this(counts, wouldChange, withoutSeat, state, files, failures, null, null, null);
    }

    /** Limits the lists to what a build's folder should hold. */
    public OperationResult {
        files = firstOf(files, MAX_FILES);
        failures = limited(firstOf(failures, MAX_REASONS));
    }

    private static <T> List<T> firstOf(@CheckForNull List<T> list, int max) {
        return list == null ? List.of() : List.copyOf(list.subList(0, Math.min(max, list.size())));
    }

    private static List<FailureGroup> limited(List<FailureGroup> groups) {
        List<FailureGroup> limited = new ArrayList<>();
        int left = MAX_USERS;
        for (FailureGroup group : groups) {
            FailureGroup first = group.limitedTo(left);
            limited.add(first);
            left -= first.users().size();
        }
        return List.copyOf(limited);
    }

    /** The result of an operation on one seat, with its present state. */
    public static OperationResult ofSeat(String state) {
        return new OperationResult(null, null, null, state, List.of(), List.of());
    }

    /** The result of an operation that wrote files. */
    public static OperationResult ofFiles(List<String> paths) {
        return new OperationResult(null, null, null, null, paths, List.of());
    }

    /** The result of an operation that read a list and wrote its report. */
    public static OperationResult ofList(ListCounts list, List<String> paths) {
        return new OperationResult(null, null, null, null, paths, List.of(), list, null, null);
    }

    /** The result of a sync. */
    public static OperationResult ofSync(
            OutcomeCounts counts, SyncCounts sync, List<String> paths, List<FailureGroup> failures) {
        return new OperationResult(counts, null, null, null, paths, failures, null, sync, null);
    }

    /** The result of an operation that got packages, with the paths of the files that were archived. */
    public static OperationResult ofPackages(PackageCounts packages, List<String> paths) {
        return new OperationResult(null, null, null, null, paths, List.of(), null, null, packages);
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
                withoutSeat,
                state == null ? null : mask.apply(state),
                files,
                failures.stream().map(group -> group.masked(mask)).toList(),
                list == null ? null : list.masked(mask),
                sync,
                packages);
    }

    /** Returns a copy with shortened texts. */
    OperationResult bounded() {
        return masked(text -> LogText.of(text, MAX_CHARACTERS));
    }

    /** Returns a copy without the failed users, their reasons, and the seats of products. */
    OperationResult withoutDetails() {
        ListCounts total = list == null ? null : new ListCounts(list.entries(), list.shortOfSeats());
        return new OperationResult(counts, wouldChange, withoutSeat, state, files, List.of(), total, sync, packages);
    }
}
