package io.jenkins.plugins.msstore.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The requests that a simulator with a quota served and refused, from the first request to the last.
 *
 * @param bins one for each tenth of a second
 */
record QuotaHistory(List<Bin> bins) {

    static final int BINS_PER_SECOND = 10;

    /** The time at the beginning in which refusals do not count, because the limiter is still learning. */
    private static final int LEARNING_SECONDS = 5;

    /** The share of the quota in one second that counts as full speed. */
    private static final double FULL_SPEED = 0.9;

    /**
     * A tenth of a second.
     *
     * @param perSecond the quota
     * @param served the number of served requests
     * @param refused the number of refused requests
     */
    record Bin(int perSecond, int served, int refused) {}

    /** Reads the simulator's CSV. */
    static QuotaHistory parse(String csv) {
        return new QuotaHistory(csv.lines()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells ->
                        new Bin(Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), Integer.parseInt(cells[3])))
                .toList());
    }

    /** The used share of the quota, including the requests that the bucket held at the start. */
    double shareOfQuota() {
        double offered = bins.get(0).perSecond();
        for (Bin bin : bins) {
            offered += (double) bin.perSecond() / BINS_PER_SECOND;
        }
        return bins.stream().mapToInt(Bin::served).sum() / offered;
    }

    /** The refused share of all requests after the first five seconds. */
    double refusedShare() {
        List<Bin> learned = bins.subList(Math.min(bins.size(), LEARNING_SECONDS * BINS_PER_SECOND), bins.size());
        int refused = learned.stream().mapToInt(Bin::refused).sum();
        int served = learned.stream().mapToInt(Bin::served).sum();
        return (double) refused / Math.max(1, refused + served);
    }

    /** The time in seconds from the rise of the quota to the first second at full speed; NaN if the quota never rises. */
    double secondsToFullSpeed() {
        int rise = IntStream.range(1, bins.size())
                .filter(i -> bins.get(i).perSecond() > bins.get(i - 1).perSecond())
                .findFirst()
                .orElse(bins.size());
        for (int i = rise; i + BINS_PER_SECOND <= bins.size(); i++) {
            int served = bins.subList(i, i + BINS_PER_SECOND).stream()
                    .mapToInt(Bin::served)
                    .sum();
            if (served >= FULL_SPEED * bins.get(i).perSecond()) {
                return (double) (i - rise) / BINS_PER_SECOND;
            }
        }
        return rise == bins.size() ? Double.NaN : Double.POSITIVE_INFINITY;
    }
}
