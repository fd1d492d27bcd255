package io.jenkins.plugins.msstore.sync;

import io.jenkins.plugins.msstore.bulk.journal.BulkSummary;
import io.jenkins.plugins.msstore.bulk.journal.OperationSummary;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The result of a sync.
 *
 * @param request the request
 * @param requested the number of distinct entries of the list, invalid ones included
 * @param invalid the number of entries that are no users
 * @param duplicates the number of entries that were dropped because they repeat another one
 * @param plan the plan; empty if the sync ended before it was made. Does not count {@code lost} entries as unchanged, skipped or
 *     invalid
 * @param lost the number of entries for which nothing was to be done, and whose names are lost because their file is damaged
 * @param phases the results of the bulk operations by change; empty if none was begun, because of a dry run or a limit
 * @param failures users with {@link Outcome#FAILED}, then {@link Outcome#UNKNOWN}, then {@link Outcome#INVALID}, up to the
 *     limit of the result
 * @param truncated whether the failures are cut at the limit
 * @param elapsed the time since the sync first began
 * @param resumptions how often another process resumed the sync
 * @param endedBy what ended the sync early, as one line without names; empty if nothing did
 * @param interrupted whether the sync was interrupted
 */
public record SyncSummary(
        SyncRequest request,
        int requested,
        int invalid,
        int duplicates,
        Optional<SyncPlan> plan,
        int lost,
        Map<SyncChange, BulkSummary> phases,
        List<ChangedUser> failures,
        boolean truncated,
        Duration elapsed,
        int resumptions,
        Optional<String> endedBy,
        boolean interrupted)
        implements OperationSummary {

    /**
     * A user or entry with an outcome.
     *
     * @param change what was to be done
     */
    public record ChangedUser(SyncChange change, UserOutcome outcome) {}

    public SyncSummary {
        phases = Map.copyOf(phases);
        failures = List.copyOf(failures);
    }

    /**
     * The first failures.
     *
     * @param invalid the first invalid entries
     */
    static List<ChangedUser> failures(Map<SyncChange, BulkSummary> phases, List<UserOutcome> invalid, int resultLimit) {
        List<ChangedUser> failed = new ArrayList<>();
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.UNKNOWN)) {
            phases.forEach((change, phase) -> phase.failures().stream()
                    .filter(user -> user.outcome() == outcome)
                    .forEach(user -> failed.add(new ChangedUser(change, user))));
        }
        return Stream.concat(failed.stream(), invalid.stream().map(user -> new ChangedUser(SyncChange.NONE, user)))
                .limit(resultLimit)
                .toList();
    }

    /** The number of users that got a seat. */
    public int added() {
        return Optional.ofNullable(phases.get(SyncChange.ADD))
                .map(BulkSummary::succeeded)
                .orElse(0);
    }

    /** The number of users whose seat was reclaimed. */
    public int removed() {
        return Optional.ofNullable(phases.get(SyncChange.REMOVE))
                .map(BulkSummary::succeeded)
                .orElse(0);
    }

    /** The number of users that a change failed for. */
    public int failed() {
        return sum(BulkSummary::failed);
    }

    /** The number of users whose change may have been made or not. */
    public int unknown() {
        return sum(BulkSummary::unknown);
    }

    /** The number of changes that were not attempted, and of entries that are lost; without a plan, of the listed users. */
    public int notAttempted() {
        if (plan.isEmpty()) {
            return phases.isEmpty() ? requested - invalid : sum(BulkSummary::notAttempted);
        }
        return lost + (phases.isEmpty() ? plan.get().changes() : sum(BulkSummary::notAttempted));
    }

    private int sum(ToIntFunction<BulkSummary> count) {
        return phases.values().stream().mapToInt(count).sum();
    }

    /** Whether a plan was made, and nothing was sent. */
    public boolean isPlanOnly() {
        return plan.isPresent() && phases.isEmpty();
    }

    /** Whether the sync would reclaim more seats than it may. */
    public boolean exceedsMaxRemovals() {
        return plan.filter(made -> request.exceedsMaxRemovals(made)).isPresent();
    }

    /** Whether everything succeeded; in a dry run, whether the list has users alone. */
    @Override
    public boolean isClean() {
        return failed() == 0
                && unknown() == 0
                && invalid == 0
                && (request.dryRun() || notAttempted() == 0)
                && endedBy.isEmpty()
                && !interrupted;
    }
}
