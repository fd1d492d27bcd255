package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.Progress;
import io.jenkins.plugins.msstore.history.ListCounts;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.history.PackageCounts;
import io.jenkins.plugins.msstore.history.SyncCounts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A row of the page: one operation, or a group of similar operations. */
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
     * Creates the row of one operation.
     *
     * @param progress the progress; null if the operation is not under way on this controller
     * @param archived the artifacts that exist
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

    /** Creates the row of operations that differ only in their users. */
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

    /** The name of the operation. */
    public String getTitle() {
        return switch (operation.description().kind()) {
            case ASSIGN_SEAT -> Messages.OperationRow_assignSeat();
            case RECLAIM_SEAT -> Messages.OperationRow_reclaimSeat();
            case GET_SEAT -> Messages.OperationRow_getSeat();
            case BULK_ASSIGN -> Messages.OperationRow_bulkAssign();
            case BULK_RECLAIM -> Messages.OperationRow_bulkReclaim();
            case SYNC_SEATS -> Messages.OperationRow_syncSeats();
            case OFFLINE_LICENSE -> Messages.OperationRow_offlineLicense();
            case INVENTORY -> Messages.OperationRow_inventory();
            case LIST_SEATS -> Messages.OperationRow_listSeats();
            case PRODUCT -> Messages.OperationRow_product();
            case PACKAGES -> Messages.OperationRow_getPackages();
            case OTHER -> Messages.OperationRow_other();
        };
    }

    /** The product; null if the operation is not about one. */
    @CheckForNull
    public String getProduct() {
        return operation.description().product();
    }

    /** The user, or the content id of a license; null for a group. */
    @CheckForNull
    public String getSubject() {
        return times > 1 ? null : operation.description().subject();
    }

    /** Whether it was a dry run. */
    public boolean isDryRun() {
        return operation.description().dryRun();
    }

    /** Whether it is a sync that was stopped by a limit before it changed anything. */
    public boolean isPlan() {
        return operation.isPlan() && !isDryRun();
    }

    /** The number of operations in the group; null for a single operation. */
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

    /** The progress; null if the operation is not under way. */
    @CheckForNull
    public ShownProgress getProgress() {
        return status == OperationStatus.RUNNING ? new ShownProgress(progress) : null;
    }

    /** The outcomes of its users; null if the operation does not count users, for a dry run and for a plan. */
    @CheckForNull
    public OutcomeChart getChart() {
        OutcomeCounts counts = operation.result().counts();
        return counts == null || isDryRun() || isPlan()
                ? null
                : new OutcomeChart(counts, operation.result().sync());
    }

    /** The result of a dry run or a plan, in words; null for other operations and for a dry run without a result. */
    @CheckForNull
    public String getLookup() {
        OperationResult result = operation.result();
        OutcomeCounts counts = result.counts();
        if (counts == null) {
            return null;
        }
        SyncCounts sync = result.sync();
        if (sync != null && sync.planOnly()) {
            return plan(sync, counts);
        }
        return isDryRun() ? lookup(result, counts) : null;
    }

    private static String plan(SyncCounts sync, OutcomeCounts counts) {
        List<String> parts = new ArrayList<>(List.of(
                Messages.OperationRow_toAdd(LocalNumber.of(sync.added())),
                Messages.OperationRow_toRemove(LocalNumber.of(sync.removed())),
                Messages.OperationRow_toKeep(LocalNumber.of(sync.unchanged() + sync.retained()))));
        addOthers(parts, new OutcomeCounts(0, counts.failed(), counts.unknown(), counts.invalid(), 0));
        return String.join(", ", parts);
    }

    private static String lookup(OperationResult result, OutcomeCounts counts) {
        List<String> parts = new ArrayList<>();
        parts.add(Messages.OperationRow_lookedUp(LocalNumber.of(counts.succeeded())));
        Long wouldChange = result.wouldChange();
        if (wouldChange != null) {
            parts.add(Messages.OperationRow_wouldChange(LocalNumber.of(wouldChange)));
        }
        Long withoutSeat = result.withoutSeat();
        if (withoutSeat != null) {
            parts.add(Messages.OperationRow_withoutSeat(LocalNumber.of(withoutSeat)));
        }
        addOthers(
                parts,
                new OutcomeCounts(0, counts.failed(), counts.unknown(), counts.invalid(), counts.notAttempted()));
        return String.join(", ", parts);
    }

    private static void addOthers(List<String> parts, OutcomeCounts others) {
        if (others.total() > 0) {
            parts.add(new OutcomeChart(others).getText());
        }
    }

    /** A remark on the result; null for none. */
    @CheckForNull
    public String getNote() {
        if (times > 1 || status != OperationStatus.SUCCEEDED && status != OperationStatus.PARTLY_FAILED) {
            return null;
        }
        if (operation.description().kind().isAboutOneUser()) {
            return operation.result().state() == null
                    ? Messages.OperationRow_noSeat()
                    : operation.result().state();
        }
        SyncCounts sync = operation.result().sync();
        if (sync != null) {
            return sync.retained() == 0 || sync.planOnly()
                    ? null
                    : Messages.OperationRow_retained(LocalNumber.of(sync.retained()));
        }
        ListCounts list = operation.result().list();
        if (list != null) {
            return note(list);
        }
        PackageCounts packages = operation.result().packages();
        return packages == null ? null : note(packages);
    }

    private static String note(PackageCounts counts) {
        String packages = counts.packages() == 1
                ? Messages.OperationRow_onePackage()
                : Messages.OperationRow_packages(LocalNumber.of(counts.packages()));
        if (counts.files() == 0) {
            return packages;
        }
        String megabytes = LocalNumber.ofMegabytes(counts.bytes());
        return packages + ", "
                + (counts.files() == 1
                        ? Messages.OperationRow_oneFile(megabytes)
                        : Messages.OperationRow_files(LocalNumber.of(counts.files()), megabytes));
    }

    private String note(ListCounts list) {
        boolean isOne = list.entries() == 1;
        String number = LocalNumber.of(list.entries());
        if (operation.description().kind() != OperationKind.INVENTORY) {
            return isOne ? Messages.OperationRow_oneSeat() : Messages.OperationRow_seats(number);
        }
        String products = isOne ? Messages.OperationRow_oneProduct() : Messages.OperationRow_products(number);
        return list.shortOfSeats() == 0
                ? products
                : products + ", " + Messages.OperationRow_shortOfSeats(LocalNumber.of(list.shortOfSeats()));
    }

    /**
     * The line that the operation failed with; null if it did not fail, or if the outcomes or the list of failed users say
     * it.
     */
    @CheckForNull
    public String getError() {
        return operation.description().kind().isAboutOneUser() ? null : operation.error();
    }

    /** When the operation, or the first of the group, began. */
    public Date getBegan() {
        return Date.from(operation.began());
    }

    /** The duration, of a group in total; null if no end was recorded. */
    @CheckForNull
    public String getDuration() {
        return operation.ended() == null ? null : Util.getTimeSpanString(millis);
    }

    /** The duration in milliseconds. */
    public long getMillis() {
        return millis;
    }

    /** Links to its reports or licenses among the artifacts. */
    public List<ArtifactLink> getLinks() {
        return links;
    }

    /** The sort key of the status: under way, then succeeded, then failed. */
    public int getStatusOrder() {
        return status.ordinal();
    }
}
