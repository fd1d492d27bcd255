package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.history.FailureGroup;
import io.jenkins.plugins.msstore.history.ListCounts;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.history.PackageCounts;
import io.jenkins.plugins.msstore.history.SyncCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * One operation of a build, for the remote API. The names of the getters are its property names and must not change.
 * Nothing is in the user's language.
 */
@ExportedBean(defaultVisibility = ExportedOperation.WITH_ITS_OWNER)
@Restricted(NoExternalUse.class)
public final class ExportedOperation {

    /** The visibility of properties that are served wherever the object is that has them. */
    static final int WITH_ITS_OWNER = 999;

    private final OperationRecord operation;
    private final OperationStatus status;
    private final Progress progress;
    private final Supplier<Set<String>> archived;
    private final boolean artifactsReadable;

    /**
     * @param progress the progress; null if the operation is not under way on this controller
     * @param archived lists the artifacts that exist; called only if they are asked for
     * @param artifactsReadable whether the user may read the build's artifacts, and so the outcome of each user
     */
    ExportedOperation(
            OperationRecord operation,
            @CheckForNull Progress progress,
            Supplier<Set<String>> archived,
            boolean artifactsReadable) {
        this.operation = operation;
        this.status = OperationStatus.of(operation, progress != null);
        this.progress = progress;
        this.archived = archived;
        this.artifactsReadable = artifactsReadable;
    }

    /** The id of its record, unique in the build. */
    @Exported
    public String getId() {
        return operation.id();
    }

    /** What it does. */
    @Exported
    public OperationKind getKind() {
        return operation.description().kind();
    }

    /** The product; null if the operation is not about one. */
    @Exported
    @CheckForNull
    public String getProduct() {
        return operation.description().product();
    }

    /** The user of an operation on one seat, or of a list of one user's seats; null otherwise. */
    @Exported
    @CheckForNull
    public String getUserName() {
        return getKind() == OperationKind.OFFLINE_LICENSE
                ? null
                : operation.description().subject();
    }

    /** The content id of an offline license; null otherwise. */
    @Exported
    @CheckForNull
    public String getContentId() {
        return getKind() == OperationKind.OFFLINE_LICENSE
                ? operation.description().subject()
                : null;
    }

    /** Whether it was a dry run. */
    @Exported
    public boolean isDryRun() {
        return operation.description().dryRun();
    }

    /** How it ended, or that it is under way. */
    @Exported
    public String getStatus() {
        return status.name();
    }

    /** The progress; null if the operation is not under way. */
    @Exported
    @CheckForNull
    public ExportedProgress getProgress() {
        return status == OperationStatus.RUNNING ? ExportedProgress.of(progress) : null;
    }

    /** When it began, in milliseconds since 1970. */
    @Exported
    public long getTimestamp() {
        return operation.began().toEpochMilli();
    }

    /** The duration in milliseconds; null if no end was recorded. */
    @Exported
    @CheckForNull
    public Long getDuration() {
        return operation.ended() == null ? null : operation.duration().toMillis();
    }

    /** The line that it failed with; null if it did not fail, or if the counts say it. */
    @Exported
    @CheckForNull
    public String getError() {
        return operation.error();
    }

    /** The number of users by outcome; null if the operation is not about users, or has not ended. */
    @Exported
    @CheckForNull
    public ExportedCounts getCounts() {
        OutcomeCounts bulk = operation.result().counts();
        if (bulk != null) {
            return ExportedCounts.of(bulk);
        }
        OutcomeCounts one = operation.users();
        return one.total() == 0 ? null : ExportedCounts.of(one);
    }

    /** In a dry run, the number of users whose seat would change; null otherwise. */
    @Exported
    @CheckForNull
    public Long getWouldChange() {
        return operation.result().wouldChange();
    }

    /** In a dry run, the number of users without a seat; null otherwise. */
    @Exported
    @CheckForNull
    public Long getWithoutSeat() {
        return operation.result().withoutSeat();
    }

    /** The numbers of a sync; null for other operations, and for a sync without a plan. */
    @Exported
    @CheckForNull
    public ExportedSync getSync() {
        SyncCounts sync = operation.result().sync();
        return sync == null ? null : ExportedSync.of(sync);
    }

    /** The state of the seat; null if the result has no seat. */
    @Exported
    @CheckForNull
    public String getState() {
        return operation.result().state();
    }

    /** The number of entries of a list; null if the operation read none. */
    @Exported
    @CheckForNull
    public Long getEntries() {
        ListCounts list = operation.result().list();
        return list == null ? null : list.entries();
    }

    /** In an inventory, the number of products that are short of seats; null for other operations. */
    @Exported
    @CheckForNull
    public Long getShortOfSeats() {
        ListCounts list = operation.result().list();
        return list == null || getKind() != OperationKind.INVENTORY ? null : list.shortOfSeats();
    }

    /** The number of packages without those that follow them; null if the operation got none. */
    @Exported
    @CheckForNull
    public Integer getPackages() {
        PackageCounts packages = operation.result().packages();
        return packages == null ? null : packages.packages();
    }

    /** The number of files that were downloaded; null if the operation is not about packages. */
    @Exported
    @CheckForNull
    public Integer getFiles() {
        PackageCounts packages = operation.result().packages();
        return packages == null ? null : packages.files();
    }

    /** The size of the files that were downloaded; null if the operation is not about packages. */
    @Exported
    @CheckForNull
    public Long getBytes() {
        PackageCounts packages = operation.result().packages();
        return packages == null ? null : packages.bytes();
    }

    /**
     * The paths of its reports or licenses that are among the build's artifacts; null for users who may not read these.
     */
    @Exported
    @CheckForNull
    public List<String> getReports() {
        if (!artifactsReadable) {
            return null;
        }
        List<String> files = operation.result().files();
        return files.isEmpty()
                ? List.of()
                : files.stream().filter(archived.get()::contains).toList();
    }

    /**
     * The failed users of a bulk operation, as far as the build's history has them; null for other operations, and for
     * users who may not read the reports.
     */
    @Exported(visibility = 1)
    @CheckForNull
    public List<ExportedFailure> getFailures() {
        if (!artifactsReadable || operation.result().counts() == null) {
            return null;
        }
        List<ExportedFailure> failures = new ArrayList<>();
        for (FailureGroup group : operation.result().failures()) {
            group.users().forEach(user -> {
                String own = user.failureReason();
                failures.add(new ExportedFailure(user.userName(), own == null ? group.reason() : own, group.change()));
            });
        }
        return failures;
    }
}
