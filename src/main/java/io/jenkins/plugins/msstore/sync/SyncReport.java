package io.jenkins.plugins.msstore.sync;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jenkins.plugins.msstore.bulk.PlainValues;
import io.jenkins.plugins.msstore.bulk.ReportRow;
import io.jenkins.plugins.msstore.util.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Writes the report of a sync, a CSV and a JSON file, row by row from its journals, and its result as plain values. */
public final class SyncReport {

    /** The word for the operation in the rows. */
    private static final String OPERATION = "sync";

    private static final String[] COLUMNS =
            Stream.concat(ReportRow.COLUMNS.stream(), Stream.of("change")).toArray(String[]::new);

    private SyncReport() {}

    /** A row: that of a bulk operation, and what was to be done. */
    private record Row(@JsonUnwrapped ReportRow user, SyncChange change) {

        String[] cells() {
            return Stream.concat(Stream.of(user.cells()), Stream.of(change.name()))
                    .toArray(String[]::new);
        }
    }

    /**
     * Writes both files.
     *
     * @param journal the journal of a sync that ended
     * @param folder the folder of the files; it exists
     * @param result the result, for the JSON file
     * @param mask masks secrets in the texts of a row; the result is not masked
     */
    public static void write(
            SyncJournal journal,
            SyncSummary summary,
            Path folder,
            String reportName,
            Map<String, Object> result,
            UnaryOperator<String> mask)
            throws IOException {
        try (ReportWriter report = new ReportWriter(folder, reportName, COLUMNS)) {
            journal.read((change, user) -> {
                Boolean wouldChange = summary.isPlanOnly() ? change != SyncChange.NONE : null;
                Row row = new Row(
                        ReportRow.of(user, OPERATION, summary.request().product(), wouldChange)
                                .masked(mask),
                        change);
                report.write(row, row.cells());
            });
            Map<String, Object> end = new LinkedHashMap<>(result);
            if (summary.resumptions() > 0) {
                end.put("resumptions", summary.resumptions());
            }
            journal.damage().ifPresent(damage -> end.put("damage", damage));
            report.end(end);
        }
    }

    /**
     * The result of a sync as plain maps, lists, strings, numbers and booleans.
     *
     * @param reports the paths of the archived reports
     */
    public static Map<String, Object> plainValues(SyncSummary summary, List<String> reports) {
        SyncRequest request = summary.request();
        SyncPlan plan = summary.plan().orElse(SyncPlan.NONE);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("productKey", PlainValues.of(request.product()));
        map.put("mode", request.mode().word());
        map.put("requested", summary.requested());
        map.put("present", plan.present());
        map.put("added", summary.added());
        map.put("removed", summary.removed());
        map.put("unchanged", plan.unchanged());
        map.put("retained", plan.retained());
        map.put("skipped", plan.skipped());
        map.put("failed", summary.failed());
        map.put("unknown", summary.unknown());
        map.put("invalid", summary.invalid());
        map.put("duplicates", summary.duplicates());
        map.put("notAttempted", summary.notAttempted());
        map.put("wouldAdd", request.dryRun() ? plan.toAdd() : null);
        map.put("wouldRemove", request.dryRun() ? plan.toRemove() : null);
        map.put("exceedsMaxRemovals", summary.exceedsMaxRemovals());
        map.put("planDigest", plan.digest());
        List<Object> failures = new ArrayList<>();
        summary.failures().forEach(user -> failures.add(failure(user)));
        map.put("failures", failures);
        map.put("truncated", summary.truncated());
        map.put("dryRun", request.dryRun());
        map.put("reports", new ArrayList<>(reports));
        map.put("elapsedMillis", summary.elapsed().toMillis());
        return map;
    }

    private static Map<String, Object> failure(SyncSummary.ChangedUser user) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("userName", user.outcome().userName());
        map.put("failureReason", user.outcome().failureReason());
        map.put("change", user.change().name());
        return map;
    }
}
