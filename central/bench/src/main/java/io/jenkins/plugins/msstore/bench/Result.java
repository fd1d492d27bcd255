package io.jenkins.plugins.msstore.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The measurements of a contender in one scenario. The contenders of a round run one after the other, so a machine that
 * becomes slower slows all of them down: ratios are taken round by round, and the median of the ratios is shown.
 *
 * @param entry the contender and its number of users
 * @param measurements one for each round
 * @param simulatorCpu the simulator's CPU time in milliseconds for 1,000 seats, those of the warm-up included; one for each
 *     round
 * @param histories the requests that the simulator served and refused; one for each round, empty if it has no quota
 */
record Result(
        Scenario.Entry entry, List<Measurement> measurements, List<Double> simulatorCpu, List<QuotaHistory> histories) {

    double median(ToDoubleFunction<Measurement> value) {
        return median(measurements.stream().mapToDouble(value).toArray());
    }

    /** The simulator's CPU time. If it takes most of the machine's, the other figures measure the simulator. */
    double simulatorCpuMillisPerThousandSeats() {
        return median(simulatorCpu.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The ratio of this contender's batches a second to those of another one. */
    double timesAsFastAs(Result other) {
        return median(IntStream.range(0, measurements.size())
                .mapToDouble(round -> other.measurements.get(round).seconds()
                        / other.batches()
                        * batches()
                        / measurements.get(round).seconds())
                .toArray());
    }

    double medianOfHistories(ToDoubleFunction<QuotaHistory> value) {
        return median(histories.stream().mapToDouble(value).toArray());
    }

    private int batches() {
        return BenchSettings.batches(entry.users());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
