package io.jenkins.plugins.msstore.client.http;

/**
 * Learns from refusals how many requests a second the service serves, and paces requests at that rate. Not thread-safe.
 *
 * <p>A service that throttles keeps a budget: a token bucket, or a number of requests for each span of time. When it refuses
 * a request, the budget is used up. So between two refusals it has served exactly its quota for that time: <b>the rate is
 * the number of served requests ÷ the time between refusals</b>, including the waits that it asked for. Nothing about the
 * service needs to be known beforehand, and no factor cuts the rate further. From few requests the quotient is only an upper
 * bound (n + 1 in the time, because the service may have budget left for part of a request); and a single refusal at most
 * halves the rate.
 *
 * <ul>
 *   <li>Requests are sent at the rate. After {@value #PROBE} of them without a refusal follows a <i>probe</i>, which is sent
 *       without waiting for its turn: while the quota is unchanged, the service refuses it.
 *   <li>When the service has served {@value #SURPLUS} requests more since the last refusal than the rate explains (the
 *       <i>surplus</i>), its quota has grown: requests are sent {@value #GROWTH} times as fast, and the rate grows by that
 *       factor with each further surplus, until the service refuses a request. A larger quota is in use within seconds.
 *   <li>After a pause the service has saved the budget of that time: requests are sent at {@value #CATCH_UP} times the rate
 *       until it is used up.
 *   <li>Until the service refuses requests of the tenant, the rate is unknown and requests are not paced. When nothing was
 *       sent for a minute, the rate is forgotten.
 * </ul>
 *
 * <p>The measured rate comes from BBR ("the rate of delivery", IETF draft-cardwell-iccrg-bbr-congestion-control), growth
 * that accelerates beyond the last known limit from CUBIC (RFC 9438) and the adaptive retry mode of AWS' SDKs. Both cut the
 * rate by a factor at each loss, which is too much for single refusals, and do not use {@code Retry-After}. {@code
 * docs/PERFORMANCE.md} has the figures.
 */
final class ServiceRate {

    /**
     * The number of requests between two probes. A smaller one finds a larger quota sooner, and is refused more often: fewer
     * than one request in twenty may be refused.
     */
    private static final int PROBE = 28;

    private static final double CATCH_UP = 1.2;

    private static final double GROWTH = 1.5;

    /**
     * Requests served beyond the rate that show a larger quota. Up to one request may be served from budget that was left at
     * the refusal. A smaller number finds a larger quota sooner, but is more often mistaken.
     */
    private static final double SURPLUS = 0.95;

    /** Requests served beyond the rate, if half a request is missing: the service has saved budget. */
    private static final double DEFICIT = -0.5;

    /** The number of served requests from which their rate is a measurement; from fewer it is only an upper bound. */
    private static final int MEASURED = 30;

    private static final double MIN_PER_SECOND = 1;

    /** The maximum delay of a timer that later requests make up for. */
    private static final long MAX_LATENESS_NANOS = 50_000_000L;

    /**
     * After so long without a request, clients have sent less than the quota. Longer than the slowest pace and a short pause.
     */
    private static final long IDLE_NANOS = 3_000_000_000L;

    private static final long FORGOTTEN_NANOS = 60_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;

    /** 0 while unknown. */
    private double perSecond;

    private double step = 1;
    private double pace;
    private long due;

    /** The number of requests since the last probe or refusal. */
    private int sinceProbe;

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
     * Counts served requests among those that were sent after a given one. A request that was sent earlier and answered later
     * does not count, and times are those of sending, so neither the latency nor the order of the answers matters.
     */
    private static final class Tally {

        private Sent start = new Sent(-1, 0);

        /** The served request that was sent last; {@link #start} if none was served. */
        private Sent last = start;

        private int served;

        void restart(Sent after) {
            start = after;
            last = after;
            served = 0;
        }

        void onServed(Sent request) {
            if (request.number() > start.number()) {
                served++;
                last = request.number() > last.number() ? request : last;
            }
        }

        double seconds(Sent until) {
            return Math.max(1, until.time() - start.time()) / NANOS_PER_SECOND;
        }
    }

    /** Whether the service has refused enough requests for its rate to be known. */
    boolean isKnown() {
        return perSecond > 0;
    }

    /** Whether the service has served more than the rate explains since it last refused a request: its quota has grown, or is gone. */
    boolean isOutgrown() {
        return step > 1;
    }

    /** The time until the next request may be sent, in nanoseconds; 0 or less if it may be sent now. */
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
            due = (due - earliest > 0 ? due : earliest) + nanosBetween();
        }
        return new Sent(sent++, time);
    }

    /** The time from the request that is sent now to the next one, in nanoseconds: none before a probe. */
    private long nanosBetween() {
        if (++sinceProbe >= PROBE) {
            sinceProbe = 0;
            return 0;
        }
        return (long) (NANOS_PER_SECOND / pace);
    }

    /** Counts a request as served. */
    void onServed(Sent request) {
        measured.onServed(request);
        latest.onServed(request);
        if (!isKnown() || request.number() <= latest.start.number()) {
            return;
        }
        double surplus = latest.served - perSecond * latest.seconds(latest.last);
        if (surplus >= SURPLUS) {
            perSecond *= step;
            step = GROWTH;
            restart(latest.last);
        }
        pace = perSecond * (surplus < DEFICIT ? Math.max(step, CATCH_UP) : step);
    }

    /**
     * Learns from a refusal; called once for refused requests that were in flight together. A request from before the rate
     * grew says nothing. If no request was served since the last refusal, the service is closed: it saves no budget, and the
     * refusal says nothing about its rate.
     */
    void onRefused(Sent request) {
        if (!isKnown() || request.number() <= latest.start.number()) {
            return;
        }
        if (latest.served == 0) {
            restart(request);
            return;
        }
        double seconds = measured.seconds(request);
        boolean isMeasured = measured.served >= MEASURED;
        double served = isMeasured ? measured.served / seconds : Math.min(perSecond, (measured.served + 1) / seconds);
        learn(Math.max(served, perSecond / 2));
        latest.restart(request);
        if (isMeasured) {
            measured.restart(request);
        }
    }

    /**
     * Called when a pause begins or becomes longer.
     *
     * @param isCounted whether the time of the pause counts for the rate, because the service saves budget meanwhile
     */
    void onPause(long now, boolean isCounted) {
        if (!isCounted && !isStopped) {
            isStopped = true;
            stoppedAt = now;
        }
    }

    /**
     * Called when a pause ends. An unknown rate becomes that of the requests served so far, the pause included: the service
     * asked for as long a pause as its quota needs to renew.
     *
     * @param leastPerSecond the minimum of that rate
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
        step = 1;
        pace = perSecond;
        sinceProbe = 0;
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
