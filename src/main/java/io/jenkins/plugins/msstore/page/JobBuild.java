package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.history.ListCounts;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A build on the page of its job: the numbers of its operations, and no user. */
@Restricted(NoExternalUse.class)
public final class JobBuild {

    private final int number;
    private final StatusCounts statuses = new StatusCounts();
    private final Date began;
    private final OutcomeCounts users;
    private final ListCounts inventory;

    private JobBuild(
            int number,
            List<OperationRecord> operations,
            Set<String> running,
            @CheckForNull Date began,
            OutcomeCounts users,
            @CheckForNull ListCounts inventory) {
        this.number = number;
        this.began = began;
        this.users = users;
        this.inventory = inventory;
        operations.forEach(each -> statuses.add(OperationStatus.of(each, running.contains(each.id()))));
    }

    /**
     * Sums up the operations of a build.
     *
     * @param operations one at least
     * @param running the ids of those that are under way
     */
    static JobBuild of(int number, List<OperationRecord> operations, Set<String> running) {
        return new JobBuild(
                number,
                operations,
                running,
                Date.from(operations.get(0).began()),
                operations.stream().map(OperationRecord::users).reduce(OutcomeCounts.NONE, OutcomeCounts::plus),
                operations.stream()
                        .map(operation -> operation.result().list())
                        .filter(list -> list != null && !list.seats().isEmpty())
                        .reduce(null, (earlier, later) -> later));
    }

    /** A build whose operations cannot be read. */
    static JobBuild unreadable(int number) {
        return new JobBuild(number, List.of(), Set.of(), null, OutcomeCounts.NONE, null);
    }

    OutcomeCounts users() {
        return users;
    }

    /** The numbers of the last inventory that counted seats; empty for none. */
    Optional<ListCounts> inventory() {
        return Optional.ofNullable(inventory);
    }

    /** The worst status of its operations; null if they cannot be read. */
    @CheckForNull
    OperationStatus status() {
        return isUnreadable() ? null : statuses.worst();
    }

    private boolean isUnreadable() {
        return began == null;
    }

    /** The number of the build. */
    public int getNumber() {
        return number;
    }

    /** When its first operation began; null if its operations cannot be read. */
    @CheckForNull
    public Date getBegan() {
        return began == null ? null : new Date(began.getTime());
    }

    /** The mark of its status. */
    public StatusMark getMark() {
        return StatusMark.of(status());
    }

    /** The sort key of the status. */
    public int getStatusOrder() {
        OperationStatus status = status();
        return status == null ? -1 : status.ordinal();
    }

    /** The number of its operations by status, in words. */
    public String getOperations() {
        return isUnreadable() ? Messages.BuildOperations_unreadable() : statuses.operationsInWords();
    }

    /** The outcomes of its users; null if it has none. */
    @CheckForNull
    public OutcomeChart getChart() {
        return users.total() == 0 ? null : new OutcomeChart(users);
    }

    /** The build in words. */
    public String getText() {
        OutcomeChart chart = getChart();
        return chart == null
                ? Messages.JobBuild_operations(String.valueOf(number), getOperations())
                : Messages.JobBuild_users(String.valueOf(number), getOperations(), chart.getUsers(), chart.getText());
    }
}
