package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.history.SyncCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Outcomes as a bar of segments, each as wide as its share but wide enough to be visible. */
@Restricted(NoExternalUse.class)
public final class OutcomeChart {

    /** The width of the bar. */
    static final int WIDTH = 1000;

    /** The minimum width of a segment, so that one user among a million is visible. */
    static final int MIN_WIDTH = 12;

    private final long total;
    private final List<Segment> segments = new ArrayList<>();

    OutcomeChart(OutcomeCounts counts) {
        this(counts, null);
    }

    /**
     * @param sync tells apart the changes that succeeded; null if the operation is no sync
     */
    OutcomeChart(OutcomeCounts counts, @CheckForNull SyncCounts sync) {
        if (sync == null) {
            add("succeeded", counts.succeeded(), Messages.OutcomeChart_succeeded(LocalNumber.of(counts.succeeded())));
        } else {
            addChanges(counts.succeeded(), sync);
        }
        add("failed", counts.failed(), Messages.OutcomeChart_failed(LocalNumber.of(counts.failed())));
        add("unknown", counts.unknown(), Messages.OutcomeChart_unknown(LocalNumber.of(counts.unknown())));
        add("invalid", counts.invalid(), Messages.OutcomeChart_invalid(LocalNumber.of(counts.invalid())));
        add(
                "not-attempted",
                counts.notAttempted(),
                Messages.OutcomeChart_notAttempted(LocalNumber.of(counts.notAttempted())));
        total = segments.stream().mapToLong(Segment::getCount).sum();
        place();
    }

    private void addChanges(long succeeded, SyncCounts sync) {
        long skipped = succeeded - sync.added() - sync.removed() - sync.unchanged();
        add("added", sync.added(), Messages.OutcomeChart_added(LocalNumber.of(sync.added())));
        add("removed", sync.removed(), Messages.OutcomeChart_removed(LocalNumber.of(sync.removed())));
        add("unchanged", sync.unchanged(), Messages.OutcomeChart_unchanged(LocalNumber.of(sync.unchanged())));
        add("skipped", skipped, Messages.OutcomeChart_skipped(LocalNumber.of(skipped)));
    }

    private void add(String outcome, long count, String text) {
        if (count > 0) {
            segments.add(new Segment(outcome, count, text));
        }
    }

    /**
     * Places the segments: the wide ones give up, in proportion, the width by which the narrow ones exceed their share.
     */
    private void place() {
        List<Segment> narrow =
                segments.stream().filter(segment -> share(segment) < MIN_WIDTH).toList();
        double left = WIDTH - (double) narrow.size() * MIN_WIDTH;
        long wide = total - narrow.stream().mapToLong(Segment::getCount).sum();
        double x = 0;
        for (Segment segment : segments) {
            segment.x = x;
            segment.width = narrow.contains(segment) ? MIN_WIDTH : left * segment.count / wide;
            x += segment.width;
        }
    }

    private double share(Segment segment) {
        return (double) WIDTH * segment.count / total;
    }

    /** The segments from left to right; none if no user has an outcome. */
    public List<Segment> getSegments() {
        return List.copyOf(segments);
    }

    /** The segments in words. */
    public String getText() {
        return segments.isEmpty()
                ? getUsers()
                : segments.stream().map(Segment::getText).collect(Collectors.joining(", "));
    }

    /** The number of users. */
    public long getTotal() {
        return total;
    }

    /** The number of users, in words. */
    public String getUsers() {
        return total == 1 ? Messages.OutcomeChart_oneUser() : Messages.OutcomeChart_users(LocalNumber.of(total));
    }

    /** The users of one outcome. */
    public static final class Segment {

        private final String outcome;
        private final long count;
        private final String text;
        private double x;
        private double width;

        private Segment(String outcome, long count, String text) {
            this.outcome = outcome;
            this.count = count;
            this.text = text;
        }

        /** The name of the outcome in the style sheet. */
        public String getOutcome() {
            return outcome;
        }

        /** The number of users. */
        public long getCount() {
            return count;
        }

        /** The number of users, in words. */
        public String getText() {
            return text;
        }

        /** The left edge in a bar of width {@value OutcomeChart#WIDTH}. */
        public double getX() {
            return x;
        }

        /** The width in such a bar. */
        public double getWidth() {
            return width;
        }
    }
}
