package io.jenkins.plugins.msstore.bulk;

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
    private final List<UserOutcome> failed = new ArrayList<>();
    private final List<UserOutcome> invalid = new ArrayList<>();
    private int seatsSeen;
    private int wouldChange;

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
            case SUCCEEDED -> addSeat(outcome);
            case FAILED -> keep(failed, outcome);
            case INVALID -> keep(invalid, outcome);
            case NOT_ATTEMPTED -> {
                // only in the report
            }
        }
    }

    private void addSeat(UserOutcome outcome) {
        Optional<Seat> seat = Optional.ofNullable(outcome.state())
                .map(state -> new Seat(outcome.userName(), outcome.dateAssigned(), state, request.product()));
        if (!request.action().isApplied(seat)) {
            wouldChange++;
        }
        if (seat.isPresent()) {
            seatsSeen++;
            keep(seats, seat.get());
        }
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
        List<UserOutcome> failures = new ArrayList<>(failed);
        invalid.stream().limit((long) resultLimit - failures.size()).forEach(failures::add);
        return new BulkSummary(
                request,
                users.requested(),
                count(Outcome.SUCCEEDED),
                count(Outcome.FAILED),
                count(Outcome.INVALID),
                count(Outcome.NOT_ATTEMPTED),
                users.duplicates(),
                request.dryRun() ? Optional.of(wouldChange) : Optional.empty(),
                List.copyOf(seats),
                failures,
                seatsSeen > seats.size() || count(Outcome.FAILED) + count(Outcome.INVALID) > failures.size(),
                elapsed,
                resumptions,
                end.map(JournalLine.End::error),
                end.filter(JournalLine.End::interrupted).isPresent());
    }
}
