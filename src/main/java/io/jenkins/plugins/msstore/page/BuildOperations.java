package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.execution.RunningOperations;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The operations of a build at one moment, for its page and its remote API. */
@Restricted(NoExternalUse.class)
public final class BuildOperations {

    private static final Logger LOGGER = Logger.getLogger(BuildOperations.class.getName());

    /** The maximum number of single rows; further operations on one seat that succeeded are grouped. */
    static final int MAX_ROWS = 200;

    /** Operations on products and lists, which change no seat. */
    private static final Set<OperationKind> READING = EnumSet.of(
            OperationKind.INVENTORY,
            OperationKind.LIST_SEATS,
            OperationKind.PRODUCT,
            OperationKind.PACKAGES,
            OperationKind.OFFLINE_LICENSE);

    private final List<OperationRecord> operations;
    private final Map<String, Progress> running;
    private final boolean building;
    private final Run<?, ?> run;
    private final boolean artifactsReadable;
    private final boolean unreadable;
    private Set<String> archived;

    private BuildOperations(
            Run<?, ?> run,
            List<OperationRecord> operations,
            Map<String, Progress> running,
            boolean artifactsReadable,
            boolean unreadable) {
        this.run = run;
        this.unreadable = unreadable;
        this.operations = operations;
        this.running = running;
        this.building = run.isBuilding();
        this.artifactsReadable = artifactsReadable;
    }

    /**
     * Reads the operations of a build.
     *
     * @param artifactsReadable whether the user may read the build's artifacts, and so the outcome of each user
     */
    static BuildOperations of(Run<?, ?> run, boolean artifactsReadable) {
        // read before and after the records, so that an operation that begins or ends meanwhile is not shown as lost
        Map<String, Progress> running = new HashMap<>(RunningOperations.of(run));
        List<OperationRecord> operations = List.of();
        boolean unreadable = false;
        try {
            operations = OperationRecords.in(run.getRootDir().toPath()).list();
        } catch (IOException e) {
            // the rest of the build's page is still shown
            unreadable = true;
            LOGGER.log(Level.WARNING, e, () -> "The Microsoft Store operations of " + run + " cannot be read");
        }
        running.putAll(RunningOperations.of(run));
        return new BuildOperations(run, operations, running, artifactsReadable, unreadable);
    }

    /**
     * Lists the artifacts when the first row needs them: they may be stored remotely, and the build's own page shows no
     * links.
     */
    private Set<String> archived() {
        if (archived == null) {
            archived = artifactsReadable ? listArchived() : Set.of();
        }
        return archived;
    }

    private Set<String> listArchived() {
        if (operations.stream().allMatch(each -> each.result().files().isEmpty())) {
            return Set.of();
        }
        try {
            return new HashSet<>(run.getArtifactManager().root().list("microsoft-store/**", null, false));
        } catch (IOException e) {
            // the artifacts were deleted or cannot be reached: the page shows no links
            return Set.of();
        }
    }

    /** Whether the page may change, because the build or an operation is under way. */
    public boolean isLive() {
        return building || !running.isEmpty();
    }

    /** Whether the records could not be read. */
    public boolean isUnreadable() {
        return unreadable;
    }

    /** The number of operations by status, in words. */
    public String getSummary() {
        if (unreadable) {
            return Messages.BuildOperations_unreadable();
        }
        StatusCounts statuses = new StatusCounts();
        operations.forEach(each -> statuses.add(OperationStatus.of(each, running.containsKey(each.id()))));
        return statuses.operationsInWords();
    }

    /** The outcomes of all users of all operations that have ended; dry runs have none. */
    public OutcomeChart getChart() {
        return new OutcomeChart(users());
    }

    /** The number of users of all operations by outcome, see {@link #getChart}. */
    OutcomeCounts users() {
        return operations.stream().map(OperationRecord::users).reduce(OutcomeCounts.NONE, OutcomeCounts::plus);
    }

    /** All operations for the remote API, in the order in which they began. */
    List<ExportedOperation> exported() {
        return operations.stream()
                .map(operation -> new ExportedOperation(
                        operation, running.get(operation.id()), this::archived, artifactsReadable))
                .toList();
    }

    /**
     * The operations in the order in which they began; if there are very many, operations of the same kind share a row.
     */
    public List<OperationRow> getRows() {
        if (operations.size() <= MAX_ROWS) {
            return operations.stream().map(this::row).toList();
        }
        List<OperationRow> rows = new ArrayList<>();
        Map<List<Object>, List<OperationRecord>> alike = new LinkedHashMap<>();
        for (OperationRecord operation : operations) {
            OperationStatus status = OperationStatus.of(operation, running.containsKey(operation.id()));
            boolean single = operation.description().kind().isAboutOneUser();
            if (rows.size() < MAX_ROWS && (!single || status != OperationStatus.SUCCEEDED)) {
                rows.add(row(operation));
            } else {
                alike.computeIfAbsent(
                                List.of(
                                        status,
                                        operation.description().kind(),
                                        String.valueOf(operation.description().product())),
                                key -> new ArrayList<>())
                        .add(operation);
            }
        }
        alike.values().forEach(group -> rows.add(group.size() == 1 ? row(group.get(0)) : OperationRow.of(group)));
        return rows;
    }

    private OperationRow row(OperationRecord operation) {
        return OperationRow.of(operation, running.get(operation.id()), archived());
    }

    /**
     * The failed users; those of bulk operations only for users who may read the reports.
     *
     * @param reason the key of the reason that is opened; null for none
     * @param page the number of the page of that reason; null for the first
     */
    public FailureList failures(@CheckForNull String reason, @CheckForNull String page) {
        FailureList failures = new FailureList();
        for (OperationRecord operation : operations) {
            failures.add(operation, row(operation), artifactsReadable);
        }
        failures.open(reason, page);
        return failures;
    }

    /** Whether the build has ended, and none of its operations changed seats or was about one user. */
    public boolean isOnlyReading() {
        return !isLive()
                && !operations.isEmpty()
                && operations.stream()
                        .allMatch(operation ->
                                READING.contains(operation.description().kind()));
    }

    /** Whether no operation is about users. */
    public boolean isWithoutUsers() {
        return !unreadable
                && operations.stream()
                        .allMatch(operation -> operation.result().counts() == null
                                && !operation.description().kind().isAboutOneUser()
                                && !running.containsKey(operation.id()));
    }

    /** The progress of the operations under way whose users or bytes are counted. */
    public List<ShownProgress> getProgress() {
        return operations.stream()
                .filter(operation -> operation.ending() == null && running.containsKey(operation.id()))
                .map(operation -> new ShownProgress(running.get(operation.id())))
                .filter(progress -> progress.getTotal() > 0)
                .toList();
    }
}
