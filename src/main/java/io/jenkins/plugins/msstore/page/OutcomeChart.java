package io.jenkins.plugins.msstore.page;

import io.jenkins.plugins.msstore.history.OutcomeCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Outcomes as a bar of segments: each as wide as its share, but never too narrow to be seen. */
@Restricted(NoExternalUse.class)
public final class OutcomeChart {

    /** How wide the bar is. */
    static final int WIDTH = 1000;

    /** How wide the narrowest segment is: one user among a million is still to be seen. */
    static final int NARROWEST = 12;

    private final long total;
    private final List<Segment> segments = new ArrayList<>();

    OutcomeChart(OutcomeCounts counts) {
        this(counts, 0);
    }

    /**
     * Outcomes while operations go on.
     *
     * @param underWay how many users they are about
     */
    OutcomeChart(OutcomeCounts counts, long underWay) {
        total = counts.total() + underWay;
        add("succeeded", counts.succeeded(), Messages.OutcomeChart_succeeded(LocalNumber.of(counts.succeeded())));
        add("failed", counts.failed(), Messages.OutcomeChart_failed(LocalNumber.of(counts.failed())));
        add("invalid", counts.invalid(), Messages.OutcomeChart_invalid(LocalNumber.of(counts.invalid())));
        add(
                "not-attempted",
                counts.notAttempted(),
                Messages.OutcomeChart_notAttempted(LocalNumber.of(counts.notAttempted())));
        add("under-way", underWay, Messages.OutcomeChart_underWay(LocalNumber.of(underWay)));
        place();
    }

    private void add(String outcome, long count, String text) {
        if (count > 0) {
            segments.add(new Segment(outcome, count, text));
        }
    }

    /** What the narrow ones take beyond their share, the wide ones give in proportion. */
    private void place() {
        List<Segment> narrow =
                segments.stream().filter(segment -> share(segment) < NARROWEST).toList();
        double left = WIDTH - (double) narrow.size() * NARROWEST;
        long wide = total - narrow.stream().mapToLong(Segment::getCount).sum();
        double x = 0;
        for (Segment segment : segments) {
            segment.x = x;
            segment.width = narrow.contains(segment) ? NARROWEST : left * segment.count / wide;
            x += segment.width;
        }
    }

    private double share(Segment segment) {
        return (double) WIDTH * segment.count / total;
    }

    /** The segments from left to right; none where nobody has an outcome. */
    public List<Segment> getSegments() {
        return List.copyOf(segments);
    }

    /** The same in words. */
    public String getText() {
        return segments.isEmpty()
                ? getUsers()
                : segments.stream().map(Segment::getText).collect(Collectors.joining(", "));
    }

    /** How many users there are. */
    public long getTotal() {
        return total;
    }

    /** How many users there are, in words. */
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

        /** The outcome, as the style sheet calls it. */
        public String getOutcome() {
            return outcome;
        }

        /** How many users have it. */
        public long getCount() {
            return count;
        }

        /** How many users have it, in words. */
        public String getText() {
            return text;
        }

        /** Where it begins in a bar that is {@value OutcomeChart#WIDTH} wide. */
        public double getX() {
            return x;
        }

        /** How wide it is in such a bar. */
        public double getWidth() {
            return width;
        }
    }
}
