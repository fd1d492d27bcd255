package io.jenkins.plugins.msstore.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits the number of requests per second: a token bucket with the capacity of one second, full at the first request. Counts
 * the served and refused requests of each tenth of a second. Thread-safe.
 */
final class Throttle {
    private static final long BIN_NANOS = 100_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The maximum number of counters: ten hours; later requests are not counted. */
    private static final int MAX_BINS = 360_000;

    private ThrottleSchedule schedule;
    private Instant start;
    private long last;
    private double tokens;
    private final List<Bin> bins = new ArrayList<>();

    private static final class Bin {
        private int served;
        private int refused;
    }

    Throttle(ThrottleSchedule schedule) {
        this.schedule = schedule;
    }

    /** Begins again, with a full bucket and another schedule, at the next request. */
    synchronized void set(ThrottleSchedule newSchedule) {
        schedule = newSchedule;
        start = null;
    }

    /** Admits a request, or returns that it is throttled. */
    synchronized boolean tryPass(Instant now) {
        if (schedule.isUnlimited()) {
            return true;
        }
        if (start == null) {
            start = now;
            last = 0;
            tokens = schedule.perSecond(0);
            bins.clear();
        }
        long nanos = Duration.between(start, now).toNanos();
        fill(nanos);
        boolean passes = schedule.perSecond(last) == 0 || tokens >= 1;
        if (passes) {
            tokens--;
        }
        count(passes);
        return passes;
    }

    /** Fills the bucket up to the given time, in parts if the rate changes in between. */
    private void fill(long until) {
        while (last < until) {
            long end = Math.min(until, schedule.nextChange(last));
            int perSecond = schedule.perSecond(last);
            tokens = Math.min(perSecond, tokens + (end - last) / NANOS_PER_SECOND * perSecond);
            last = end;
            tokens = Math.min(schedule.perSecond(last), tokens);
        }
    }

    private void count(boolean passes) {
        int bin = (int) (last / BIN_NANOS);
        if (bin >= MAX_BINS) {
            return;
        }
        while (bins.size() <= bin) {
            bins.add(new Bin());
        }
        if (passes) {
            bins.get(bin).served++;
        } else {
            bins.get(bin).refused++;
        }
    }

    /** CSV of each tenth of a second since the first request: its beginning, its rate, its served and its refused requests. */
    synchronized String history() {
        StringBuilder csv = new StringBuilder("millis,perSecond,served,refused\n");
        for (int i = 0; i < bins.size(); i++) {
            long begin = i * BIN_NANOS;
            csv.append(Duration.ofNanos(begin).toMillis())
                    .append(',')
                    .append(schedule.perSecond(begin))
                    .append(',')
                    .append(bins.get(i).served)
                    .append(',')
                    .append(bins.get(i).refused)
                    .append('\n');
        }
        return csv.toString();
    }
}
