package io.jenkins.plugins.msstore.sync;

import static io.jenkins.plugins.msstore.client.StoreFixture.OPEN;
import static io.jenkins.plugins.msstore.client.StoreFixture.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.StoreTenant;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A sync with its folder, as in a build, and what tests ask of it. */
final class SyncFiles {

    static final String REPORT = "sync-me";

    /** Threads that may block on files; as daemons they keep no test from ending. */
    static final ExecutorService EXECUTOR = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sync");
        thread.setDaemon(true);
        return thread;
    });

    private static final int CONCURRENCY = 3;

    final Path folder;
    final SyncRequest request;

    SyncFiles(Path parent, SyncRequest request) throws IOException {
        this.folder = Files.createTempDirectory(parent, "sync");
        this.request = request;
    }

    /** A sync without limits. */
    static SyncRequest full() {
        return request(OPEN, SyncMode.FULL, "100%");
    }

    static SyncRequest request(ProductKey product, SyncMode mode, String maxRemovals) {
        return new SyncRequest(
                product,
                mode,
                CountOrPercent.of("maxRemovals", maxRemovals),
                List.of(),
                Optional.empty(),
                false,
                false);
    }

    static SyncRequest dryRun(SyncRequest of) {
        return new SyncRequest(
                of.product(),
                of.mode(),
                of.maxRemovals(),
                of.protectedUsers(),
                of.expectedPlan(),
                true,
                of.ignoreCapacity());
    }

    static SyncRequest protecting(SyncRequest of, String... users) {
        return new SyncRequest(
                of.product(),
                of.mode(),
                of.maxRemovals(),
                SyncRequest.protectedUsers(List.of(users)),
                of.expectedPlan(),
                of.dryRun(),
                of.ignoreCapacity());
    }

    static SyncRequest expecting(SyncRequest of, String digest) {
        return new SyncRequest(
                of.product(),
                of.mode(),
                of.maxRemovals(),
                of.protectedUsers(),
                SyncRequest.expectedPlan(digest),
                of.dryRun(),
                of.ignoreCapacity());
    }

    static SyncRequest ignoringCapacity(SyncRequest of) {
        return new SyncRequest(
                of.product(), of.mode(), of.maxRemovals(), of.protectedUsers(), of.expectedPlan(), of.dryRun(), true);
    }

    /** Begins a sync whose tenant is not known. */
    SyncJournal begin(List<String> listed) throws IOException {
        return begin(null, listed);
    }

    SyncJournal begin(StoreTenant tenant, List<String> listed) throws IOException {
        Roster roster = Roster.write(SyncJournal.listFile(folder), Roster.list(listed));
        return SyncJournal.begin(folder, tenant, request, roster, REPORT, 1000);
    }

    SyncJournal find() throws IOException {
        return SyncJournal.find(folder).orElseThrow();
    }

    /** Runs a new sync to its end. */
    SyncSummary run(StoreClient client, List<String> listed) throws Exception {
        try (SyncJournal journal = begin(client.tenant(), listed)) {
            return get(execution(client, journal).start());
        }
    }

    /** Goes on with what another process began. */
    SyncSummary resume(StoreClient client) throws Exception {
        try (SyncJournal journal = find()) {
            return get(execution(client, journal).start());
        }
    }

    static SyncExecution execution(StoreClient client, SyncJournal journal) {
        return execution(client, journal, new SyncExecution.Listener() {
            @Override
            public void onWarning(String line) {
                // not asked for
            }

            @Override
            public void onPlan(SyncPlan plan) {
                // not asked for
            }
        });
    }

    static SyncExecution execution(StoreClient client, SyncJournal journal, SyncExecution.Listener listener) {
        return new SyncExecution(client, journal, CONCURRENCY, 3, EXECUTOR, listener);
    }

    /** A row of the report. */
    record Row(String userName, String change, String outcome, String state, String reason) {

        /** The change and the outcome in words. */
        String what() {
            return change + " " + outcome;
        }
    }

    /** The rows of the JSON report by user name. */
    Map<String, Row> rows() throws IOException {
        Path folderOfReport = Files.createTempDirectory(folder, "report");
        try (SyncJournal journal = find()) {
            SyncSummary summary = journal.summary();
            SyncReport.write(
                    journal,
                    summary,
                    folderOfReport,
                    REPORT,
                    SyncReport.plainValues(summary, List.of()),
                    UnaryOperator.identity());
        }
        JsonNode report = new ObjectMapper()
                .readTree(folderOfReport.resolve(REPORT + ".json").toFile());
        Map<String, Row> rows = new TreeMap<>();
        for (JsonNode row : report.get("results")) {
            Row read = new Row(
                    row.get("userName").asText(),
                    row.get("change").asText(),
                    row.get("outcome").asText(),
                    row.get("state").asText(null),
                    row.get("failureReason").asText(null));
            if (rows.put(read.userName(), read) != null) {
                throw new AssertionError("twice: " + row);
            }
        }
        return rows;
    }

    /** The change and the outcome of each user. */
    Map<String, String> outcomes() throws IOException {
        Map<String, String> outcomes = new TreeMap<>();
        rows().forEach((user, row) -> outcomes.put(user, row.what()));
        return outcomes;
    }
}
