package io.jenkins.plugins.msstore.operation.sync;

import io.jenkins.plugins.msstore.operation.bulk.BulkOutcomeLine;
import io.jenkins.plugins.msstore.sync.SyncChange;
import io.jenkins.plugins.msstore.sync.SyncFindings;
import io.jenkins.plugins.msstore.sync.SyncPlan;
import io.jenkins.plugins.msstore.sync.SyncRequest;
import io.jenkins.plugins.msstore.sync.SyncSummary;
import io.jenkins.plugins.msstore.util.LogNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Formats the lines in a build's log about a sync: counts only, because user names are personal data. */
final class SyncOutcomeLine {

    private SyncOutcomeLine() {}

    /** Names the product. */
    static String subject(SyncRequest request) {
        return "Sync of the seats of " + request.product() + (request.dryRun() ? " (dry run)" : "");
    }

    /**
     * What a sync begins with.
     *
     * @param listed the number of distinct entries of the list
     */
    static String begin(SyncRequest request, int listed, boolean isResumed) {
        return subject(request) + ": " + BulkOutcomeLine.users(listed) + " listed"
                + (isResumed ? ", resuming after a restart" : "")
                + (request.dryRun() ? ", nothing will be changed" : "");
    }

    /** What is to be done. */
    static String plan(SyncRequest request, SyncPlan plan) {
        return subject(request) + ": plan: " + LogNumber.of(plan.toAdd()) + " to add, " + LogNumber.of(plan.toRemove())
                + " to remove, " + LogNumber.of(plan.unchanged()) + " unchanged, " + LogNumber.of(plan.retained())
                + " retained"
                + (plan.skipped() > 0 ? ", " + LogNumber.of(plan.skipped()) + " skipped" : "")
                + " of " + BulkOutcomeLine.users(plan.present()) + " with a seat"
                + (plan.removalsFirst() ? "; removals first, because the additions need their seats" : "");
    }

    /** Tells of users whose name is no user principal name; empty if there are none. */
    static Optional<String> unnamed(SyncPlan plan) {
        return plan.unnamed() == 0
                ? Optional.empty()
                : Optional.of(BulkOutcomeLine.users(plan.unnamed()) + " with a seat cannot be listed, and "
                        + (plan.unnamed() == 1
                                ? "keeps it: the name that the service gives is no user principal name"
                                : "keep it: the names that the service gives are no user principal names"));
    }

    /** Tells what others changed meanwhile; empty if nothing. */
    static Optional<String> others(SyncFindings findings) {
        List<String> lines = new ArrayList<>();
        if (findings.seatedBefore() > 0) {
            lines.add(BulkOutcomeLine.users(findings.seatedBefore())
                    + " had a seat already, though the list of seats did not show it");
        }
        if (findings.goneBefore() > 0) {
            lines.add(
                    BulkOutcomeLine.users(findings.goneBefore()) + " had no seat any more when it was to be reclaimed");
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of("Changed by others meanwhile: " + String.join("; ", lines));
    }

    /**
     * Summarizes the outcome.
     *
     * @param report the path of the report, or of the plan
     */
    static String of(SyncSummary summary, SyncFindings findings, String report) {
        return subject(summary.request())
                + summary.endedBy().map(reason -> " stopped: " + reason + "; ").orElse(": ")
                + counts(summary)
                + findings.first().map(reason -> "; first failure: " + reason).orElse("")
                + (summary.isPlanOnly() ? "; plan: " : "; report: ")
                + report;
    }

    private static String counts(SyncSummary summary) {
        StringBuilder counts = new StringBuilder();
        if (summary.isPlanOnly()) {
            SyncPlan plan = summary.plan().orElseThrow();
            counts.append(LogNumber.of(plan.toAdd())).append(" would be added, ");
            counts.append(LogNumber.of(plan.toRemove())).append(" would be removed");
        } else {
            counts.append(LogNumber.of(summary.added())).append(" added, ");
            counts.append(LogNumber.of(summary.removed())).append(" removed");
        }
        summary.plan().ifPresent(plan -> {
            counts.append(", ").append(LogNumber.of(plan.unchanged())).append(" unchanged");
            BulkOutcomeLine.append(counts, plan.retained(), "retained");
            BulkOutcomeLine.append(counts, plan.skipped(), "skipped");
        });
        BulkOutcomeLine.append(counts, summary.failed(), "failed");
        BulkOutcomeLine.append(counts, summary.unknown(), "unknown");
        BulkOutcomeLine.append(counts, summary.invalid(), "invalid");
        BulkOutcomeLine.append(counts, summary.isPlanOnly() ? 0 : summary.notAttempted(), "not attempted");
        BulkOutcomeLine.append(
                counts, summary.duplicates(), summary.duplicates() == 1 ? "duplicate dropped" : "duplicates dropped");
        if (summary.request().dryRun() && summary.exceedsMaxRemovals()) {
            counts.append(", more removals than maxRemovals '")
                    .append(summary.request().maxRemovals())
                    .append("' allows");
        }
        if (summary.resumptions() > 0) {
            counts.append(", resumed after a restart");
        }
        return counts.toString();
    }

    /** Lists the reasons of failed additions, failed removals and invalid entries; empty if there is only one. */
    static List<String> reasons(SyncFindings findings) {
        List<String> lines = new ArrayList<>();
        int reasons = 0;
        for (SyncChange change : SyncChange.values()) {
            reasons += findings.reasons(change).list().size();
            String what =
                    switch (change) {
                        case ADD -> "Failed additions by reason";
                        case REMOVE -> "Failed removals by reason";
                        case NONE -> "Invalid entries by reason";
                    };
            BulkOutcomeLine.reasons(what, findings.reasons(change)).ifPresent(lines::add);
        }
        return reasons < 2 ? List.of() : lines;
    }
}
