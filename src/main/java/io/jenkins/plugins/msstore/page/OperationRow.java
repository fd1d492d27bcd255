package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** One operation as a row of the page, or many of a kind that went well. */
@Restricted(NoExternalUse.class)
public final class OperationRow {

    private final OperationRecord operation;
    private final OperationStatus status;
    private final Progress progress;
    private final List<ArtifactLink> links;
    private final long times;
    private final long millis;

    private OperationRow(
            OperationRecord operation,
            OperationStatus status,
            Progress progress,
            List<ArtifactLink> links,
            long times,
            long millis) {
        this.operation = operation;
        this.status = status;
        this.progress = progress;
        this.links = links;
        this.times = times;
        this.millis = millis;
    }

    /**
     * Of one operation.
     *
     * @param progress how far it is; null where it is not under way on this controller
     * @param archived the artifacts that are there
     */
    static OperationRow of(OperationRecord operation, @CheckForNull Progress progress, Set<String> archived) {
        return new OperationRow(
                operation,
                OperationStatus.of(operation, progress != null),
                progress,
                ArtifactLink.of(operation.result().files(), archived),
                1,
                operation.duration().toMillis());
    }

    /** Of operations that are alike but for their users. */
    static OperationRow of(List<OperationRecord> alike) {
        return new OperationRow(
                alike.get(0),
                OperationStatus.of(alike.get(0), false),
                null,
                List.of(),
                alike.size(),
                alike.stream().mapToLong(each -> each.duration().toMillis()).sum());
    }

    OperationStatus status() {
        return status;
    }

    /** The id of its record. */
    public String getId() {
        return operation.id();
    }

    /** What the operation does. */
    public String getTitle() {
        return switch (operation.description().kind()) {
            case ASSIGN_SEAT -> Messages.OperationRow_assignSeat();
            case RECLAIM_SEAT -> Messages.OperationRow_reclaimSeat();
            case GET_SEAT -> Messages.OperationRow_getSeat();
            case BULK_ASSIGN -> Messages.OperationRow_bulkAssign();
            case BULK_RECLAIM -> Messages.OperationRow_bulkReclaim();
            case OFFLINE_LICENSE -> Messages.OperationRow_offlineLicense();
            case OTHER -> Messages.OperationRow_other();
        };
    }

    /** The product; null where it is not about one. */
    @CheckForNull
    public String getProduct() {
        return operation.description().product();
    }

    /** The user, or the content of a license; null for a row of many users. */
    @CheckForNull
    public String getSubject() {
        return times > 1 ? null : operation.description().subject();
    }

    /** Whether it changed nothing. */
    public boolean isDryRun() {
        return operation.description().dryRun();
    }

    /** How many operations the row stands for; null for one. */
    @CheckForNull
    public String getTimes() {
        return times == 1 ? null : Messages.OperationRow_times(LocalNumber.of(times));
    }

    /** The status in one word. */
    public String getStatusLabel() {
        return status.label();
    }

    /** The symbol of the status. */
    public String getStatusIcon() {
        return status.icon();
    }

    /** How far it is; null where it is not under way. */
    @CheckForNull
    public ShownProgress getProgress() {
        return status == OperationStatus.RUNNING ? new ShownProgress(progress) : null;
    }

    /** The outcomes of its users; null where it counts none. */
    @CheckForNull
    public OutcomeChart getChart() {
        OutcomeCounts counts = operation.result().counts();
        return counts == null ? null : new OutcomeChart(counts);
    }

    /** What there is to say of the result beside the outcomes; null for nothing. */
    @CheckForNull
    public String getNote() {
        if (times > 1 || status != OperationStatus.SUCCEEDED && status != OperationStatus.PARTLY) {
            return null;
        }
        Long changes = operation.result().wouldChange();
        if (changes != null) {
            return Messages.OperationRow_wouldChange(LocalNumber.of(changes));
        }
        if (operation.description().kind().isAboutOneUser()) {
            return operation.result().state() == null
                    ? Messages.OperationRow_noSeat()
                    : operation.result().state();
        }
        return null;
    }

    /** The line that it failed with; null where it did not, and where it stands with the failed user. */
    @CheckForNull
    public String getError() {
        return operation.description().kind().isAboutOneUser() ? null : operation.error();
    }

    /** When it began, or the first of many. */
    public Date getBegan() {
        return Date.from(operation.began());
    }

    /** How long it took, or all of many together; null where it has no end. */
    @CheckForNull
    public String getDuration() {
        return operation.ended() == null ? null : Util.getTimeSpanString(millis);
    }

    /** The same in milliseconds. */
    public long getMillis() {
        return millis;
    }

    /** Its reports or licenses that are among the artifacts. */
    public List<ArtifactLink> getLinks() {
        return links;
    }

    /** Where the status stands among the others: what goes on, then what went well, then what did not. */
    public int getStatusOrder() {
        return status.ordinal();
    }
}
