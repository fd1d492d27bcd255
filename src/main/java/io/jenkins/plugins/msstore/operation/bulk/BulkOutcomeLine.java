package io.jenkins.plugins.msstore.operation.bulk;

import io.jenkins.plugins.msstore.bulk.BulkProgress;
import io.jenkins.plugins.msstore.bulk.FailureReasons;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.bulk.users.ReportedUsers;
import io.jenkins.plugins.msstore.util.LogNumber;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Formats the lines in a build's log about the subject and the outcome of a bulk operation: counts only, because user
 * names are personal data.
 */
@Restricted(NoExternalUse.class)
public final class BulkOutcomeLine {

    private static final int MAX_REASONS = 5;

    private BulkOutcomeLine() {}

    /** Names the action and the product. */
    static String subject(BulkRequest request) {
        return "Bulk " + request.action().word() + " of " + request.product() + (request.dryRun() ? " (dry run)" : "");
    }

    /** The number of users in words. */
    public static String users(int number) {
        return number == 1 ? "1 user" : LogNumber.of(number) + " users";
    }

    /** The line at the beginning of an operation; after a restart, with the progress so far. */
    static String begin(BulkRequest request, BulkProgress progress, boolean resumed) {
        String users = resumed
                ? "resuming after a restart: " + LogNumber.of(progress.done()) + " of " + users(progress.total())
                        + " done"
                : users(progress.total());
        return subject(request) + ": " + users + (request.dryRun() ? ", nothing will be changed" : "");
    }

    /**
     * The line about a users file that is a report: how many of its users the operation is repeated for.
     *
     * @param fileName the name of the file
     */
    static String rest(String fileName, ReportedUsers report, boolean dryRun) {
        String users = report.allSucceeded()
                ? "all users in it (" + LogNumber.of(report.total()) + ") succeeded, nothing left to do"
                : LogNumber.of(report.unsuccessful()) + " of " + users(report.total()) + " did not succeed and "
                        + (report.unsuccessful() == 1 ? "is " : "are ") + (dryRun ? "looked up" : "tried again");
        return "usersFile '" + fileName + "' is a report: " + users;
    }

    /**
     * Summarizes the outcome.
     *
     * @param reasons the reasons why users did not succeed
     * @param report the path of the report
     */
    static String of(BulkSummary summary, FailureReasons reasons, String report) {
        return subject(summary.request())
                + summary.endedBy().map(reason -> " stopped: " + reason + "; ").orElse(": ")
                + counts(summary)
                + reasons.first().map(reason -> "; first failure: " + reason).orElse("")
                + "; report: " + report;
    }

    /** Lists the reasons why users did not succeed; empty if all failed for the one reason that {@link #of} names. */
    static Optional<String> reasons(FailureReasons reasons) {
        return reasons.list().size() < 2 ? Optional.empty() : reasons("Failures by reason", reasons);
    }

    /** Lists the reasons; empty if there are none. */
    public static Optional<String> reasons(String what, FailureReasons reasons) {
        List<FailureReasons.Reason> all = reasons.list();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.stream()
                        .limit(MAX_REASONS)
                        .map(reason -> reason.text().orElse("other reasons") + ": " + users(reason.count()))
                        .collect(Collectors.joining("; ", what + ": ", all.size() > MAX_REASONS ? "; …" : "")));
    }

    private static String counts(BulkSummary summary) {
        StringBuilder counts = new StringBuilder();
        counts.append(LogNumber.of(summary.succeeded()))
                .append(" of ")
                .append(users(summary.requested()))
                .append(summary.request().dryRun() ? " looked up" : " succeeded");
        append(counts, summary.failed(), "failed");
        append(counts, summary.unknown(), "unknown");
        append(counts, summary.invalid(), "invalid");
        append(counts, summary.notAttempted(), "not attempted");
        append(counts, summary.duplicates(), summary.duplicates() == 1 ? "duplicate dropped" : "duplicates dropped");
        summary.withoutSeat().ifPresent(users -> append(counts, users, "without a seat"));
        summary.wouldChange()
                .ifPresent(changes ->
                        counts.append(", ").append(LogNumber.of(changes)).append(" would change"));
        if (summary.resumptions() > 0) {
            counts.append(", resumed after a restart");
        }
        return counts.toString();
    }

    /** Appends one more count to others; appends nothing if it is zero. */
    public static void append(StringBuilder counts, int number, String what) {
        if (number > 0) {
            counts.append(", ").append(LogNumber.of(number)).append(' ').append(what);
        }
    }
}
