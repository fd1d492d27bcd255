package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.ResolvedUser;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.client.StoreClient;
import io.jenkins.plugins.msstore.client.model.StoreTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The folder of a bulk operation with its journal and roster, as in a build. */
public final class ExecutionFolder {

    public static final String REPORT = "pay-day";

    public final Path folder;
    public final BulkRequest request;
    private final int resultLimit;

    public ExecutionFolder(Path parent, BulkRequest request) throws IOException {
        this(parent, request, 1000);
    }

    public ExecutionFolder(Path parent, BulkRequest request, int resultLimit) throws IOException {
        this.folder = Files.createTempDirectory(parent, "run");
        this.request = request;
        this.resultLimit = resultLimit;
    }

    /** Begins an operation whose tenant is not known. */
    public BulkJournal begin(List<String> users) throws IOException {
        return begin(null, users);
    }

    public BulkJournal begin(StoreTenant tenant, List<String> users) throws IOException {
        Roster roster = Roster.write(BulkJournal.rosterFile(folder), Roster.list(users));
        return BulkJournal.begin(folder, tenant, request, roster, REPORT, resultLimit);
    }

    public BulkExecution run(StoreClient client, List<String> users, int concurrency) throws IOException {
        return run(client, begin(client.tenant(), users), concurrency);
    }

    public static BulkExecution run(StoreClient client, BulkJournal journal, int concurrency) {
        return new BulkExecution(client, journal, concurrency, 3, warning -> {});
    }

    /** Resolves users as the execution does. */
    public static void resolve(BulkJournal journal, ResolvedUser... users) throws IOException {
        for (ResolvedUser user : users) {
            journal.resolve(user);
        }
        journal.flush();
    }

    public Path journalFile() {
        return folder.resolve("journal");
    }

    /** The outcomes by user, as read from the journal on disk. */
    public Map<String, UserOutcome> outcomes() throws IOException {
        Map<String, UserOutcome> outcomes = new LinkedHashMap<>();
        try (BulkJournal journal = BulkJournal.find(folder).orElseThrow()) {
            journal.read(outcome -> {
                if (outcomes.put(outcome.userName(), outcome) != null) {
                    throw new AssertionError("twice: " + outcome);
                }
            });
        }
        return outcomes;
    }
}
