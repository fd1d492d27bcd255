package io.jenkins.plugins.msstore.bulk.journal;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.bulk.users.RosterNames;
import io.jenkins.plugins.msstore.client.model.StoreTenant;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;

/**
 * State of a bulk operation as given by the lines of its journal. Validates the next line: users must be those of the roster,
 * and an operation that ended cannot continue.
 */
public final class JournalState {

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
     * @param names the names of the users
     */
    JournalState(JournalHeader header, RosterNames names) {
        this.header = header;
        this.request = header.request();
        this.roster = names.roster();
        this.names = names;
        this.tally = new BulkTally(request, header.resultLimit());
    }

    /** Validates the next line: returns the problem, as the end of a sentence, or empty. */
    synchronized Optional<String> problem(JournalLine line) {
        if (line instanceof JournalHeader) {
            return Optional.of("begins the operation a second time");
        }
        if (end != null && !(line instanceof JournalLine.Archived)) {
            return Optional.of("follows the end of the operation");
        }
        if (line instanceof JournalLine.Sent range) {
            return problem(range);
        }
        if (line instanceof ResolvedUser user) {
            return problem(user);
        }
        if (line instanceof JournalLine.End && tally.total() != roster.requested()) {
            return Optional.of(
                    "ends the operation with " + tally.total() + " of " + roster.requested() + " users resolved");
        }
        if (line instanceof JournalLine.Archived && end == null) {
            return Optional.of("has the report archived before the end of the operation");
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

    /** Applies the next line, which must be valid. */
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

    /** The names of the users. */
    RosterNames names() {
        return names;
    }

    /** The tenant in which the operation works; null in a journal of a version that did not note it. */
    @CheckForNull
    StoreTenant tenant() {
        return header.tenant();
    }

    /** The request of the operation. */
    BulkRequest request() {
        return request;
    }

    /** The name of the report. */
    String reportName() {
        return header.reportName();
    }

    /** The users of the operation. */
    Roster roster() {
        return roster;
    }

    /** The numbers of the entries without an outcome. */
    public synchronized BitSet open() {
        BitSet open = new BitSet();
        open.set(0, roster.requested());
        open.andNot(resolved);
        return open;
    }

    public synchronized boolean isResolved(int number) {
        return resolved.get(number);
    }

    /** The number of users with an outcome. */
    public synchronized int resolved() {
        return tally.total();
    }

    public synchronized int count(Outcome outcome) {
        return tally.count(outcome);
    }

    /** Whether all entries of a range are noted as sent. */
    synchronized boolean isSent(JournalLine.Sent range) {
        return sent.nextClearBit(range.first()) >= range.end();
    }

    /** The numbers of the entries whose request may have been sent, as a copy. */
    public synchronized BitSet sent() {
        return (BitSet) sent.clone();
    }

    public synchronized int resumptions() {
        return resumptions;
    }

    public synchronized boolean isEnded() {
        return end != null;
    }

    public synchronized boolean isArchived() {
        return archived;
    }

    /** The result so far. */
    synchronized BulkSummary summary() {
        return tally.summary(
                roster,
                resumptions,
                Duration.ofMillis(Math.max(0, System.currentTimeMillis() - header.startedAt())),
                Optional.ofNullable(end));
    }
}
