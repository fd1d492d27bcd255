package io.jenkins.plugins.msstore.client.http;

/**
 * Learns how many requests a second the service bears, from what it refuses, and paces requests by it. Not thread-safe.
 *
 * <p>A service that throttles keeps a budget: a token bucket, or a number for each span of time. When it refuses, the budget
 * is used up. So between two refusals it has served just what it bears in that time: <b>the rate is served requests ÷ time
 * between refusals</b>, the waits included that it asked for. No service must be guessed at, and no factor cuts the rate
 * below that. From few requests the quotient is only a bound (n + 1 in the time, for part of a request may be saved); and no
 * refusal alone more than halves the rate.
 *
 * <ul>
 *   <li>Requests are sent at {@value #PROBE} times the rate. That uses up what the service saved up, and a refusal in some
 *       forty requests is how it is noticed that the service bears no more.
 *   <li>When it has served more since the last refusal than the rate explains (a <i>surplus</i> of more than one request), it
 *       bears more: the rate becomes that at which it serves, and the next steps are {@value #GROWTH} times as large each,
 *       one a surplus, until it refuses again. A larger quota is in use within seconds.
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

    /** What is tried on top of the rate. A larger number finds a larger quota sooner, and is refused more often. */
    private static final double PROBE = 1.025;

    private static final double CATCH_UP = 1.15;

    private static final double GROWTH = 1.5;

    /** One request may be served from what was saved before; a quarter is for answers that are not evenly spaced. */
    private static final double SURPLUS = 1.25;

    /** Half a request behind what the rate explains: the service has saved up. */
    private static final double DEFICIT = -0.5;

    /** From so many served requests a rate is taken as measured, not only as bounded. */
    private static final int MEASURED = 30;

    private static final double MIN_PER_SECOND = 1;

    /** What a timer was late is made up for, within this time. */
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

    /** Since when, in the service's time, {@link #served} counts. */
    private long servedSince;

    private int served;

    /** The same for the surplus, which counts requests from a number on. */
    private long surplusSince;

    private long surplusFrom;
    private int surplusServed;

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
            measureFrom(time);
            countSurplusFrom(time);
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
        served++;
        if (request.number() < surplusFrom) {
            return;
        }
        surplusServed++;
        if (!isKnown()) {
            return;
        }
        double surplus = surplusServed - perSecond * seconds(request.time() - surplusSince);
        if (surplus >= SURPLUS) {
            perSecond *= step;
            step = GROWTH;
            measureFrom(lastSent);
            countSurplusFrom(lastSent);
        }
        pace = perSecond * (surplus < DEFICIT ? Math.max(step, CATCH_UP) : step);
    }

    /** Takes note of a refusal. To be called once for all that were in flight together. */
    void onRefused(long now) {
        if (!isKnown()) {
            return;
        }
        long time = time(now);
        double seconds = seconds(time - servedSince);
        double borne;
        if (served >= MEASURED) {
            borne = served / seconds;
            measureFrom(time);
        } else {
            borne = Math.min(perSecond, (served + 1) / seconds);
        }
        learn(Math.max(borne, perSecond / 2));
        countSurplusFrom(time);
    }

    /**
     * Takes note of a pause that begins, or becomes longer.
     *
     * @param isCounted whether the service serves meanwhile, as far as the rate is concerned: it saves up what it does not
     *     serve. Where not, its time stands still
     */
    void onPause(long now, boolean isCounted) {
        if (!isKnown() && served > 0) {
            // from here on the saved budget is used up; what is in flight is served from the rest
            surplusSince = time(now);
        }
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
        if (!isKnown() && served > 0) {
            learn(Math.max(served / seconds(time(now) - servedSince), leastPerSecond));
            measureFrom(surplusSince);
            countSurplusFrom(surplusSince);
            due = now;
        }
    }

    private void learn(double rate) {
        perSecond = Math.max(rate, MIN_PER_SECOND);
        step = PROBE;
        pace = perSecond * step;
    }

    private void measureFrom(long time) {
        servedSince = time;
        served = 0;
    }

    private void countSurplusFrom(long time) {
        surplusSince = time;
        surplusFrom = sent;
        surplusServed = 0;
    }

    /** The service's time: it stands still in pauses that are not counted. */
    private long time(long now) {
        return (isStopped ? stoppedAt : now) - stoppedNanos;
    }

    private static double seconds(long nanos) {
        return Math.max(1, nanos) / NANOS_PER_SECOND;
    }
}
