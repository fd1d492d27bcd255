package io.jenkins.plugins.msstore.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * The quota of requests a second, which may change with time: {@code 60,10@20,60@40} is 60 at first, 10 from the twentieth
 * second on, and 60 again from the fortieth. 0 is no limit. Immutable.
 */
final class ThrottleSchedule {
    private final TreeMap<Long, Integer> perSecondFrom = new TreeMap<>();

    private ThrottleSchedule() {}

    /** The same rate at all times. */
    static ThrottleSchedule of(int perSecond) {
        return parse(Integer.toString(perSecond));
    }

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException if the text is not a schedule; the message says why
     */
    static ThrottleSchedule parse(String text) {
        ThrottleSchedule schedule = new ThrottleSchedule();
        for (String part : text.strip().split(",")) {
            int at = part.indexOf('@');
            int perSecond = number(at < 0 ? part : part.substring(0, at), text);
            int fromSecond = at < 0 ? 0 : number(part.substring(at + 1), text);
            schedule.perSecondFrom.put(Duration.ofSeconds(fromSecond).toNanos(), perSecond);
        }
        if (!schedule.perSecondFrom.containsKey(0L)) {
            throw new IllegalArgumentException("No rate to begin with: " + text);
        }
        return schedule;
    }

    private static int number(String digits, String text) {
        try {
            return Integer.parseUnsignedInt(digits.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not of the form 60 or 60,10@20: " + text, e);
        }
    }

    /** The rate at a time since the first request. */
    int perSecond(long nanos) {
        return perSecondFrom.floorEntry(nanos).getValue();
    }

    /** The time of the next change after a given time; {@link Long#MAX_VALUE} if there is none. */
    long nextChange(long nanos) {
        Long next = perSecondFrom.higherKey(nanos);
        return next == null ? Long.MAX_VALUE : next;
    }

    /** Whether all requests pass at all times. */
    boolean isUnlimited() {
        return Arrays.equals(perSecondFrom.values().toArray(), new Object[] {0});
    }
}
