package io.jenkins.plugins.msstore.operation.bulk;

import io.jenkins.plugins.msstore.bulk.BulkRequest;
import io.jenkins.plugins.msstore.bulk.BulkSummary;
import io.jenkins.plugins.msstore.bulk.Outcome;
import io.jenkins.plugins.msstore.bulk.users.ReportedUsers;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Formats the lines in a build's log about the subject and the outcome of a bulk operation: counts only, because user
 * names are personal data.
 */
final class BulkOutcomeLine {

    private static final int MAX_CHARACTERS = 200;

    private BulkOutcomeLine() {}

    /** Names the action and the product. */
    static String subject(BulkRequest request) {
        return "Bulk " + request.action().word() + " of " + request.product() + (request.dryRun() ? " (dry run)" : "");
    }

    /** The number of users in words. */
    static String users(int number) {
        return number == 1 ? "1 user" : number + " users";
    }

    /**
     * Tells that a users file is a report, and the users that the operation is repeated for.
     *
     * @param fileName the name of the file
     */
    static String rest(String fileName, ReportedUsers report, boolean dryRun) {
        String users = report.allSucceeded()
                ? String.format(Locale.ENGLISH, "all users in it (%,d) succeeded, nothing left to do", report.total())
                : String.format(
                        Locale.ENGLISH,
                        "%,d of %,d users did not succeed and %s %s",
                        report.unsuccessful(),
                        report.total(),
                        report.unsuccessful() == 1 ? "is" : "are",
                        dryRun ? "looked up" : "tried again");
        return "usersFile '" + fileName + "' is a report: " + users;
    }

    /**
     * Summarizes the outcome.
     *
     * @param report the path of the report
     */
    static String of(BulkSummary summary, String report) {
        return subject(summary.request()) + ": " + counts(summary) + firstReason(summary) + "; report: " + report;
    }

    private static String counts(BulkSummary summary) {
        StringBuilder counts = new StringBuilder();
        counts.append(summary.succeeded())
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
                .ifPresent(changes -> counts.append(", ").append(changes).append(" would change"));
        if (summary.resumptions() > 0) {
            counts.append(", resumed after a restart");
        }
        return counts.toString();
    }

    private static void append(StringBuilder counts, int number, String what) {
        if (number > 0) {
            counts.append(", ").append(number).append(' ').append(what);
        }
    }

    /** The reason of the first failed or unknown user, because often all users fail for the same reason. */
    private static String firstReason(BulkSummary summary) {
        return summary.failures().stream()
                .filter(failure -> failure.outcome() != Outcome.INVALID)
                .findFirst()
                .map(failure -> " (the first for: "
                        + LogText.of(
                                UserPrincipalName.hiddenIn(failure.failureReason()
                                        .replaceAll("(?i)" + Pattern.quote(failure.userName()), "the user")),
                                MAX_CHARACTERS)
                        + ")")
                .orElse("");
    }
}
