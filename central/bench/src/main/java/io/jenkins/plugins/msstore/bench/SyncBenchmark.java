package io.jenkins.plugins.msstore.bench;

import io.jenkins.plugins.msstore.bench.Scenario.Entry;
import java.io.IOException;
import java.util.List;

/**
 * Measures syncs of a list that has as many users as there are seats, and none of those that have one: all are listed, all
 * get a seat, and all others lose theirs. Other clients are not measured, because none of them can do this.
 */
final class SyncBenchmark {

    private static final int PAGE = 100;
    private static final double BYTES_PER_MEBIBYTE = 1024 * 1024;

    private final BenchSettings settings;
    private final Rounds rounds;
    private final ResultTable table = new ResultTable(
            "sync", "contender", "users, seats", "ideal seconds", "seconds", "of ideal", "live heap MiB");
    private boolean hasRun;

    SyncBenchmark(BenchSettings settings, Rounds rounds) {
        this.settings = settings;
        this.rounds = rounds;
    }

    void run() throws IOException, InterruptedException {
        hasRun = true;
        time(settings.users());
        for (int users : settings.heapUsers()) {
            measureHeap(users);
        }
    }

    private void time(int users) throws IOException, InterruptedException {
        double seconds = result(users, settings.latencyMillis(), false).median(Measurement::seconds);
        double ideal = idealSeconds(users);
        table.row(
                settings.latencyMillis() + " ms",
                ContenderKind.OURS_SYNC.title(),
                users,
                ResultTable.number(ideal, 2),
                ResultTable.number(seconds, 2),
                ResultTable.number(ideal / seconds, 3),
                "");
    }

    private void measureHeap(int users) throws IOException, InterruptedException {
        double bytes = result(users, 0, true).median(Measurement::liveHeapBytes);
        table.row(
                "heap",
                ContenderKind.OURS_SYNC.title(),
                users,
                "",
                "",
                "",
                ResultTable.number(bytes / BYTES_PER_MEBIBYTE, 1));
    }

    private Result result(int users, int latencyMillis, boolean measuresHeap) throws IOException, InterruptedException {
        return rounds.run(new Scenario(
                        measuresHeap ? "sync, heap" : "sync",
                        latencyMillis,
                        List.of("--seats", Integer.toString(users)),
                        !measuresHeap,
                        measuresHeap,
                        measuresHeap ? 1 : settings.rounds(),
                        List.of(new Entry(ContenderKind.OURS_SYNC, users))))
                .get(0);
    }

    /** Pages come one after the other, each with the token of the next one. */
    private double idealSeconds(int users) {
        double listing = Math.ceil((double) users / PAGE) * settings.latencyMillis() / 1000;
        return listing + 2 * settings.idealSeconds(settings.latencyMillis(), users);
    }

    void print() {
        if (hasRun) {
            System.out.println();
            table.print(System.out);
        }
    }
}
