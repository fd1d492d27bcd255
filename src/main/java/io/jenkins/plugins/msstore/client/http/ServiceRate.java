package io.jenkins.plugins.msstore.client.http;

/**
 * Learns how many requests a second the service bears, from what it refuses, and paces requests by it. Not thread-safe.
 *
 * <p>A service that throttles keeps a budget: a token bucket, or a number for each span of time. When it refuses, the budget
 * is used up. So between two refusals it has served just what it bears in that time: <b>the rate is served requests ÷ time
 * between refusals</b>, the waits included that it asked for. Nothing about the service needs to be known beforehand, and no
 * factor cuts the rate further. From few requests the quotient is only a bound (n + 1 in the time, for part of a request may
 * be saved); and no refusal alone more than halves the rate.
 *
 * <ul>
 *   <li>Requests are sent at {@value #PROBE} times the rate. That uses up what the service saved up, and a refusal in some
 *       thirty requests is how it is noticed that the service bears no more.
 *   <li>When it has served {@value #SURPLUS} requests more since the last refusal than the rate explains (the <i>surplus</i>),
 *       it bears more: the rate becomes that at which it serves, and then grows by {@value #GROWTH} with each further surplus,
 *       until it refuses again. A larger quota is in use within seconds.
 *   <li>After a pause it has saved up what was not sent: {@value #CATCH_UP} times the rate, until that is used up.
 *   <li>Nothing is known, and nothing paced, until the service refuses the tenant; and what is known is forgotten when
 *       nothing was sent for a minute.
 * </ul>
 *
 * <p>The measured rate comes from BBR ("the rate of delivery", IETF draft-cardwell-iccrg-bbr-congestion-control), growth
 * that accelerates beyond the last known limit from CUBIC (RFC 9438) and the adaptive retry mode of AWS' SDKs. Both cut by a
 * factor at each loss, which is too much for single refusals, and have no use for the time that the service names. {@code
 * docs/PERFORMANCE.md} has the figures.
 */
final class ServiceRate {

    /**
     * The factor by which requests are sent faster than the rate. A larger one finds a larger quota sooner, and is refused
     * more often.
     */
    private static final double PROBE = 1.025;

    private static final double CATCH_UP = 1.15;

    private static final double GROWTH = 1.5;

    /**
     * Up to one request may be served from what was left when the service refused. A smaller number finds a larger quota
     * sooner, and takes what was left for one more often.
     */
    private static final double SURPLUS = 0.95;

    /** Half a request behind what the rate explains: the service has saved up. */
    private static final double DEFICIT = -0.5;

    /** From so many served requests a rate is taken as measured, not only as bounded. */
    private static final int MEASURED = 30;

    private static final double MIN_PER_SECOND = 1;

    /** The maximum lateness of a timer that is made up for. */
    private static final long MAX_LATENESS_NANOS = 50_000_000L;

    /** Longer than the slowest pace and a pause that counts: fewer requests were wanted than the service bears. */
    private static final long IDLE_NANOS = 3_000_000_000L;

    private static final long FORGOTTEN_NANOS = 60_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;

    /** 0 while unknown. */
    private double perSecond;

    private double step = PROBE;
    private double pace;
    private long due;

    private long sent;
    private long lastSent;

    /** The requests served since the rate was last measured. */
    private final Tally measured = new Tally();

    /** The requests served since the last refusal, or since the rate grew. */
    private final Tally latest = new Tally();

    private boolean isStopped;
    private long stoppedAt;
    private long stoppedNanos;

    /**
     * A request as it was sent.
     *
     * @param number counts requests
     * @param time in the service's time
     */
    record Sent(long number, long time) {}

    /**
     * Counts served requests among those that were sent after another one. What was sent before that is answered later does
     * not count, and the time is that of sending: so latency changes nothing.
     */
    private static final class Tally {

        private Sent start = new Sent(-1, 0);
        private int served;

        void restart(Sent after) {
            start = after;
            served = 0;
        }

        void onServed(Sent request) {
            if (request.number() > start.number()) {
                served++;
            }
        }

        double seconds(Sent until) {
            return Math.max(1, until.time() - start.time()) / NANOS_PER_SECOND;
        }
    }

    /** Whether the service has refused so much that its rate is known. */
    boolean isKnown() {
        return perSecond > 0;
    }

    /** How long the next request is to wait; 0 or less where it may be sent. */
    long nanosUntilDue(long now) {
        return isKnown() ? due - now : 0;
    }

    /** The number of the next request that is sent. */
    long nextNumber() {
        return sent;
    }

    /** Counts a request that is sent now. */
    Sent onSent(long now) {
        long time = time(now);
        if (sent == 0 || time - lastSent > IDLE_NANOS) {
            if (time - lastSent > FORGOTTEN_NANOS) {
                perSecond = 0;
            }
            restart(new Sent(sent - 1, time));
        }
        lastSent = time;
        if (isKnown()) {
            long earliest = now - MAX_LATENESS_NANOS;
            due = (due - earliest > 0 ? due : earliest) + (long) (NANOS_PER_SECOND / pace);
        }
        return new Sent(sent++, time);
    }

    /** Counts a request as served. */
    void onServed(Sent request) {
        measured.onServed(request);
        latest.onServed(request);
        if (!isKnown() || request.number() <= latest.start.number()) {
            return;
        }
        double surplus = latest.served - perSecond * latest.seconds(request);
        if (surplus >= SURPLUS) {
            perSecond *= step;
            step = GROWTH;
            restart(request);
        }
        pace = perSecond * (surplus < DEFICIT ? Math.max(step, CATCH_UP) : step);
    }

    /**
     * Takes note of a refusal. To be called once for all that were in flight together. Where nothing was served since the last
     * one, the service is closed, which says nothing of the rate that it bears when it is open.
     */
    void onRefused(Sent request) {
        if (isKnown() && latest.served > 0) {
            double seconds = measured.seconds(request);
            boolean isMeasured = measured.served >= MEASURED;
            double borne =
                    isMeasured ? measured.served / seconds : Math.min(perSecond, (measured.served + 1) / seconds);
            learn(Math.max(borne, perSecond / 2));
            latest.restart(request);
            if (isMeasured) {
                measured.restart(request);
            }
        }
    }

    /**
     * Takes note of a pause that begins, or becomes longer.
     *
     * @param isCounted whether the service serves meanwhile, as far as the rate is concerned: it saves up what it does not
     *     serve. Where not, its time stands still
     */
    void onPause(long now, boolean isCounted) {
        if (!isCounted && !isStopped) {
            isStopped = true;
            stoppedAt = now;
        }
    }

    /**
     * Takes note that requests are sent again. Where the rate was unknown it is what was served until now, for a pause lasts
     * as long as the service takes to bear as much again.
     *
     * @param leastPerSecond the rate that is tried at least
     */
    void onResume(long now, int leastPerSecond) {
        if (isStopped) {
            stoppedNanos += now - stoppedAt;
            isStopped = false;
        }
        if (!isKnown() && measured.served > 0) {
            Sent latestSent = new Sent(sent - 1, lastSent);
            learn(Math.max(measured.served / measured.seconds(new Sent(sent, time(now))), leastPerSecond));
            restart(latestSent);
            due = now;
        }
    }

    private void learn(double rate) {
        perSecond = Math.max(rate, MIN_PER_SECOND);
        step = PROBE;
        pace = perSecond * step;
    }

    private void restart(Sent after) {
        measured.restart(after);
        latest.restart(after);
    }

    /** The service's time: it stands still in pauses that are not counted. */
    private long time(long now) {
        return (isStopped ? stoppedAt : now) - stoppedNanos;
    }
}
