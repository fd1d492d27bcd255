package io.jenkins.plugins.msstore.bench;

import io.jenkins.plugins.msstore.bench.Scenario.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures bulk operations against a service that throttles: how much of its quota they use in a minute, and how many of
 * their calls it refuses. Other clients are not measured: they either give up refused users, or know the quota beforehand.
 */
final class QuotaBenchmark {

    private static final double MAX_REFUSED = 0.05;
    private static final double MAX_SECONDS_TO_FULL_SPEED = 3;
    private static final double SMALLEST_PART = 1.0 / 3;

    /**
     * A quota.
     *
     * @param title its name in the table
     * @param schedule the simulator's option
     * @param calls the work of a minute
     * @param kind one operation, or two
     * @param leastShare the share of the quota that must be used at least
     */
    private record Quota(String title, String schedule, int calls, ContenderKind kind, double leastShare) {}

    private static final Quota CHANGING =
            new Quota("60 a second, 10, 60", "60,10@20,60@40", 2_600, ContenderKind.OURS, 0.90);

    private static final List<Quota> QUOTAS = List.of(
            new Quota("60 a second", "60", 3_600, ContenderKind.OURS, 0.95),
            new Quota("20 a second", "20", 1_200, ContenderKind.OURS, 0.95),
            new Quota("5 a second", "5", 300, ContenderKind.OURS, 0.90),
            CHANGING,
            new Quota("20 a second", "20", 1_200, ContenderKind.OURS_TWICE, 0.95));

    private final BenchSettings settings;
    private final Rounds rounds;
    private final List<Target> targets = new ArrayList<>();
    private final ResultTable table = new ResultTable(
            "quota of calls",
            "contender",
            "users",
            "seconds",
            "of the quota",
            "refused",
            "seconds to full speed",
            "smaller part");
    private boolean hasRun;

    QuotaBenchmark(BenchSettings settings, Rounds rounds) {
        this.settings = settings;
        this.rounds = rounds;
    }

    void run() throws IOException, InterruptedException {
        hasRun = true;
        for (Quota quota : QUOTAS) {
            Scenario scenario = new Scenario(
                    quota.title(),
                    settings.latencyMillis(),
                    List.of("--throttle-per-second", quota.schedule()),
                    false,
                    false,
                    settings.rounds(),
                    List.of(new Entry(quota.kind(), quota.calls() * Contender.BATCH_SIZE)));
            judge(quota, rounds.run(scenario).get(0));
        }
    }

    private void judge(Quota quota, Result result) throws IOException {
        double share = result.medianOfHistories(QuotaHistory::shareOfQuota);
        double refused = result.medianOfHistories(QuotaHistory::refusedShare);
        double seconds = result.medianOfHistories(QuotaHistory::secondsToFullSpeed);
        double part = result.median(Measurement::smallestPart);
        boolean isShared = quota.kind() == ContenderKind.OURS_TWICE;
        table.row(
                quota.title(),
                quota.kind().title(),
                result.entry().users(),
                ResultTable.number(result.median(Measurement::seconds), 2),
                ResultTable.number(share, 3),
                ResultTable.number(refused, 3),
                ResultTable.number(seconds, 1),
                isShared ? ResultTable.number(part, 2) : "");
        String title = quota.title() + ", " + quota.kind().title();
        targets.add(Target.atLeast(quota.leastShare(), title + ", of the quota", share));
        targets.add(Target.atMost(MAX_REFUSED, title + ", refused", refused));
        if (isShared) {
            targets.add(Target.atLeast(SMALLEST_PART, title + ", smaller part", part));
        }
        if (quota.equals(CHANGING)) {
            targets.add(Target.atMost(MAX_SECONDS_TO_FULL_SPEED, title + ", seconds to full speed", seconds));
            Path picture = settings.folder().resolve("rate-over-time.svg");
            RateChart.write(picture, result.histories().get(0));
            System.out.println("The rate over time: " + picture);
        }
    }

    List<Target> targets() {
        return targets;
    }

    void print() {
        if (hasRun) {
            System.out.println();
            table.print(System.out);
        }
    }
}
