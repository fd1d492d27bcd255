package io.jenkins.plugins.msstore.operation.bulk;

import io.jenkins.plugins.msstore.bulk.BulkRequest;
import io.jenkins.plugins.msstore.bulk.BulkSummary;
import io.jenkins.plugins.msstore.bulk.Outcome;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.regex.Pattern;

/** Says in a build's log what a bulk run is about and what it came to: counts, never names, which are personal data. */
final class BulkOutcomeLine {

    private static final int SHOWN_CHARACTERS = 200;

    private BulkOutcomeLine() {}

    /** What a run does, and to which product's seats; or what it would do. */
    static String subject(BulkRequest request) {
        return "Bulk " + request.action().word() + " of " + request.product() + (request.dryRun() ? " (dry run)" : "");
    }

    /** How many users there are, in words. */
    static String users(int number) {
        return number == 1 ? "1 user" : number + " users";
    }

    /**
     * What a run came to.
     *
     * @param report where its report lies
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
        append(counts, summary.invalid(), "invalid");
        append(counts, summary.notAttempted(), "not attempted");
        append(counts, summary.duplicates(), summary.duplicates() == 1 ? "duplicate dropped" : "duplicates dropped");
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

    /** Why the first user failed, for all of them often fail for one reason. */
    private static String firstReason(BulkSummary summary) {
        return summary.failures().stream()
                .filter(failure -> failure.outcome() == Outcome.FAILED)
                .findFirst()
                .map(failure -> " (the first for: "
                        + LogText.of(
                                UserPrincipalName.hiddenIn(failure.failureReason()
                                        .replaceAll("(?i)" + Pattern.quote(failure.userName()), "the user")),
                                SHOWN_CHARACTERS)
                        + ")")
                .orElse("");
    }
}
