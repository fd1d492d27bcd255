package io.jenkins.plugins.msstore.bulk.journal;

import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.client.model.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts the outcomes of a bulk operation, and keeps the first of them for its result. */
final class BulkTally {

    private final BulkRequest request;
    private final int resultLimit;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final List<Seat> seats = new ArrayList<>();
    private final Map<Outcome, List<UserOutcome>> failures = new EnumMap<>(Outcome.class);
    private int seatsSeen;
    private int wouldChange;
    private int withoutSeat;

    /**
     * @param resultLimit the maximum number of seats, and of failures, that are kept
     */
    BulkTally(BulkRequest request, int resultLimit) {
        this.request = request;
        this.resultLimit = resultLimit;
    }

    void add(UserOutcome outcome) {
        counts.merge(outcome.outcome(), 1, Integer::sum);
        switch (outcome.outcome()) {
            case SUCCEEDED -> addSucceeded(outcome);
            case FAILED, UNKNOWN, INVALID ->
                keep(failures.computeIfAbsent(outcome.outcome(), kind -> new ArrayList<>()), outcome);
            case NOT_ATTEMPTED -> {
                // only in the report
            }
        }
    }

    private void addSucceeded(UserOutcome outcome) {
        if (request.wouldChange(outcome).orElse(false)) {
            wouldChange++;
        }
        if (outcome.withoutSeat()) {
            withoutSeat++;
        }
        outcome.seat(request.product()).ifPresent(seat -> {
            seatsSeen++;
            keep(seats, seat);
        });
    }

    private <T> void keep(List<T> kept, T item) {
        if (kept.size() < resultLimit) {
            kept.add(item);
        }
    }

    int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /** The number of users with an outcome. */
    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    BulkSummary summary(Roster users, int resumptions, Duration elapsed, Optional<JournalLine.End> end) {
        // in the order of the enum: failed, unknown, invalid
        List<UserOutcome> firstFailures = failures.values().stream()
                .flatMap(List::stream)
                .limit(resultLimit)
                .toList();
        int allFailures = count(Outcome.FAILED) + count(Outcome.UNKNOWN) + count(Outcome.INVALID);
        return new BulkSummary(
                request,
                users.requested(),
                count(Outcome.SUCCEEDED),
                count(Outcome.FAILED),
                count(Outcome.UNKNOWN),
                count(Outcome.INVALID),
                count(Outcome.NOT_ATTEMPTED),
                users.duplicates(),
                request.dryRun() ? Optional.of(wouldChange) : Optional.empty(),
                request.dryRun() ? Optional.of(withoutSeat) : Optional.empty(),
                List.copyOf(seats),
                firstFailures,
                seatsSeen > seats.size() || allFailures > firstFailures.size(),
                elapsed,
                resumptions,
                end.map(JournalLine.End::error),
                end.filter(JournalLine.End::interrupted).isPresent());
    }
}
