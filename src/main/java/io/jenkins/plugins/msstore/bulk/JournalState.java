package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.bulk.users.RosterNames;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;

/**
 * What the lines of a journal say so far. Knows which line can come next: users are held against the roster, and a run that
 * ended goes on with nothing.
 */
final class JournalState {

    private final JournalHeader header;
    private final BulkRequest request;
    private final Roster roster;
    private final RosterNames names;
    private final BulkTally tally;
    private final BitSet resolved = new BitSet();
    private final BitSet sent = new BitSet();
    private int resumptions;
    private JournalLine.End end;
    private boolean archived;

    /**
     * @param header the first line
     * @param names of the run's users
     */
    JournalState(JournalHeader header, RosterNames names) {
        this.header = header;
        this.request = header.request();
        this.roster = names.roster();
        this.names = names;
        this.tally = new BulkTally(request, header.resultLimit());
    }

    /** What is wrong with a line if it is the next one, as the end of a sentence; empty where nothing is. */
    synchronized Optional<String> problem(JournalLine line) {
        if (line instanceof JournalHeader) {
            return Optional.of("begins the run a second time");
        }
        if (end != null && !(line instanceof JournalLine.Archived)) {
            return Optional.of("goes on after the end of the run");
        }
        if (line instanceof JournalLine.Sent range) {
            return problem(range);
        }
        if (line instanceof ResolvedUser user) {
            return problem(user);
        }
        if (line instanceof JournalLine.End && tally.total() != roster.requested()) {
            return Optional.of("ends the run with " + tally.total() + " of " + roster.requested() + " users resolved");
        }
        if (line instanceof JournalLine.Archived && end == null) {
            return Optional.of("has the report archived before the end of the run");
        }
        return Optional.empty();
    }

    private Optional<String> problem(JournalLine.Sent range) {
        return 0 <= range.first() && range.first() < range.end() && range.end() <= roster.requested()
                ? Optional.empty()
                : Optional.of("has entries from " + range.first() + " to " + range.end() + " sent, and there are "
                        + roster.requested());
    }

    private Optional<String> problem(ResolvedUser user) {
        if (user.number() < 0 || user.number() >= roster.requested()) {
            return Optional.of("resolves entry " + user.number() + ", and there are " + roster.requested());
        }
        if (!names.match(user.number(), user.outcome().userName())) {
            return Optional.of("has another name for entry " + user.number() + " than the list of users");
        }
        return resolved.get(user.number())
                ? Optional.of("resolves entry " + user.number() + " a second time")
                : Optional.empty();
    }

    /** Takes the next line, with which there is no {@link #problem}. */
    synchronized void apply(JournalLine line) {
        if (line instanceof JournalLine.Sent range) {
            sent.set(range.first(), range.end());
        } else if (line instanceof ResolvedUser user) {
            resolved.set(user.number());
            tally.add(user.outcome());
        } else if (line instanceof JournalLine.Resumed) {
            resumptions++;
        } else if (line instanceof JournalLine.End how) {
            end = how;
        } else if (line instanceof JournalLine.Archived) {
            archived = true;
        }
    }

    /** The names of the run's users. */
    RosterNames names() {
        return names;
    }

    /** What the run is to do. */
    BulkRequest request() {
        return request;
    }

    /** What the run's report is called. */
    String reportName() {
        return header.reportName();
    }

    /** The users of the run. */
    Roster roster() {
        return roster;
    }

    /** Whose outcome is not known, by the numbers of the entries. */
    synchronized BitSet open() {
        BitSet open = new BitSet();
        open.set(0, roster.requested());
        open.andNot(resolved);
        return open;
    }

    synchronized boolean isResolved(int number) {
        return resolved.get(number);
    }

    /** How many users have an outcome. */
    synchronized int resolved() {
        return tally.total();
    }

    synchronized int count(Outcome outcome) {
        return tally.count(outcome);
    }

    /** Whether all of some entries may have been sent already. */
    synchronized boolean isSent(JournalLine.Sent range) {
        return sent.nextClearBit(range.first()) >= range.end();
    }

    /** For whom anything may have been sent so far, by the numbers of the entries; a copy. */
    synchronized BitSet sent() {
        return (BitSet) sent.clone();
    }

    synchronized int resumptions() {
        return resumptions;
    }

    synchronized boolean isEnded() {
        return end != null;
    }

    synchronized boolean isArchived() {
        return archived;
    }

    /** What the run came to, as far as it is. */
    synchronized BulkSummary summary() {
        return tally.summary(
                roster,
                resumptions,
                Duration.ofMillis(Math.max(0, System.currentTimeMillis() - header.startedAt())),
                Optional.ofNullable(end));
    }
}
