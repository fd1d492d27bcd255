package io.jenkins.plugins.msstore.sync;

import io.jenkins.plugins.msstore.bulk.FailureReasons;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the answers of a sync show: why users did not succeed, and what others changed while it was under way. */
public final class SyncFindings {

    /** The service's clock and this one may differ. A younger seat may have been assigned by the sync. */
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(5);

    private final Map<SyncChange, FailureReasons> reasons = new EnumMap<>(SyncChange.class);
    private final Instant startedAt;
    private int seatedBefore;
    private int goneBefore;

    private SyncFindings(Instant startedAt) {
        this.startedAt = startedAt;
        Stream.of(SyncChange.values()).forEach(change -> reasons.put(change, new FailureReasons()));
    }

    /**
     * Reads the findings from the journals.
     *
     * @param mask masks secrets, in complete texts
     */
    public static SyncFindings of(SyncJournal journal, UnaryOperator<String> mask) throws IOException {
        SyncFindings findings = new SyncFindings(Instant.ofEpochMilli(journal.startedAt()));
        journal.read((change, user) -> findings.add(change, user.masked(mask)));
        return findings;
    }

    private void add(SyncChange change, UserOutcome user) {
        reasons.get(change).add(user);
        if (user.outcome() == Outcome.SUCCEEDED) {
            if (change == SyncChange.ADD && isOlder(user.dateAssigned())) {
                seatedBefore++;
            } else if (change == SyncChange.REMOVE && user.withoutSeat()) {
                goneBefore++;
            }
        }
    }

    private boolean isOlder(String dateAssigned) {
        return instant(dateAssigned)
                .filter(startedAt.minus(CLOCKS_MAY_DIFFER)::isAfter)
                .isPresent();
    }

    private static Optional<Instant> instant(String dateAssigned) {
        if (dateAssigned == null) {
            return Optional.empty();
        }
        try {
            TemporalAccessor date =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(dateAssigned, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    date instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : ((LocalDateTime) date).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The reasons why a change failed; for {@link SyncChange#NONE}, why entries of the list are no users. */
    public FailureReasons reasons(SyncChange change) {
        return reasons.get(change);
    }

    /** The reason of the first failure, of an invalid entry only if all changes succeeded; empty if nothing failed. */
    public Optional<String> first() {
        return reasons.values().stream().flatMap(each -> each.first().stream()).findFirst();
    }

    /** The number of users that had a seat before the sync, and were not on the list of seats. */
    public int seatedBefore() {
        return seatedBefore;
    }

    /** The number of users whose seat was gone when it was to be reclaimed. */
    public int goneBefore() {
        return goneBefore;
    }
}
