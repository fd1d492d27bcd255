package io.jenkins.plugins.msstore.bench;

import io.jenkins.plugins.msstore.bench.BenchSettings.Group;
import io.jenkins.plugins.msstore.bench.Scenario.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures bulk operations, prints one table, and checks the plugin against its targets. */
final class Benchmark {

    private static final double MIN_OF_IDEAL = 0.95;
    private static final double MIN_TIMES_SEQUENTIAL = 7.4;
    private static final double MIN_TIMES_OTHERS = 1;
    private static final double MIN_TIMES_CURL_WHERE_REFUSED = 0.85;
    private static final double BYTES_PER_MEBIBYTE = 1024 * 1024;

    /** Refuses one request in a hundred; the seed refuses the same ones for all contenders that keep the order of requests. */
    private static final List<String> REFUSING =
            List.of("--fault", "on=BULK_SEATS,probability=0.01,seed=1,effect=status,status=429,retry-after=1");

    private final BenchSettings settings;
    private final Rounds rounds;
    private final List<Target> targets = new ArrayList<>();
    private final ResultTable table = new ResultTable(
            "scenario",
            "contender",
            "users",
            "seconds",
            "of ideal",
            "x sequential",
            "x JDK",
            "seats/s",
            "CPU ms/1,000 seats",
            "simulator's",
            "not assigned",
            "live heap MiB");

    private Benchmark(BenchSettings settings) {
        this.settings = settings;
        this.rounds = new Rounds(settings);
    }

    public static void main(String[] arguments) throws Exception {
        BenchSettings settings = BenchSettings.fromSystemProperties();
        boolean reached = new Benchmark(settings).run();
        if (settings.strict() && !reached) {
            System.exit(1);
        }
    }

    private boolean run() throws IOException, InterruptedException {
        boolean curl = CurlContender.isThere();
        if (settings.groups().contains(Group.LATENCY)) {
            Scenario latency = latency(curl);
            aimAtLatency(latency, compare(latency));
        }
        if (settings.groups().contains(Group.COLD)) {
            compare(fromCold(curl));
        }
        if (settings.groups().contains(Group.NO_LATENCY)) {
            Scenario noLatency = noLatency(curl);
            aimAt(noLatency, MIN_TIMES_OTHERS, compare(noLatency), ContenderKind.JDK);
        }
        if (settings.groups().contains(Group.REFUSALS)) {
            Scenario refusing = refusing(curl);
            aimAt(refusing, MIN_TIMES_CURL_WHERE_REFUSED, compare(refusing), ContenderKind.CURL);
        }
        QuotaBenchmark quota = new QuotaBenchmark(settings, rounds);
        if (settings.groups().contains(Group.QUOTA)) {
            quota.run();
            targets.addAll(quota.targets());
        }
        SyncBenchmark sync = new SyncBenchmark(settings, rounds);
        if (settings.groups().contains(Group.SYNC)) {
            sync.run();
        }
        if (settings.groups().contains(Group.HEAP)) {
            for (int users : settings.heapUsers()) {
                measureHeap(users);
            }
        }
        print(curl);
        quota.print();
        sync.print();
        System.out.println();
        targets.forEach(System.out::println);
        return targets.stream().allMatch(Target::isReached);
    }

    private Scenario latency(boolean curl) {
        List<Entry> entries = entries(curl);
        entries.add(new Entry(ContenderKind.SEQUENTIAL, settings.sequentialUsers()));
        return timed(settings.latencyMillis() + " ms", settings.latencyMillis(), List.of(), true, entries);
    }

    /** As {@link #latency}, but without a warm-up of contender and simulator. */
    private Scenario fromCold(boolean curl) {
        return timed(settings.latencyMillis() + " ms, cold", settings.latencyMillis(), List.of(), false, entries(curl));
    }

    private Scenario noLatency(boolean curl) {
        return timed("0 ms", 0, List.of(), true, entries(curl));
    }

    private Scenario refusing(boolean curl) {
        return timed(
                settings.latencyMillis() + " ms, 1 % 429", settings.latencyMillis(), REFUSING, true, entries(curl));
    }

    private Scenario timed(
            String title, int latencyMillis, List<String> simulatorOptions, boolean warmUp, List<Entry> entries) {
        return new Scenario(title, latencyMillis, simulatorOptions, warmUp, false, settings.rounds(), entries);
    }

    private List<Entry> entries(boolean curl) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(ContenderKind.OURS, settings.users()));
        entries.add(new Entry(ContenderKind.JDK, settings.users()));
        if (curl) {
            entries.add(new Entry(ContenderKind.CURL, settings.users()));
        }
        return entries;
    }

    private Map<ContenderKind, Result> compare(Scenario scenario) throws IOException, InterruptedException {
        Map<ContenderKind, Result> results = new EnumMap<>(ContenderKind.class);
        rounds.run(scenario).forEach(result -> results.put(result.entry().kind(), result));
        double ideal = settings.idealSeconds(scenario.latencyMillis(), settings.users());
        if (ideal > 0) {
            table.row(
                    scenario.title(),
                    "ideal",
                    settings.users(),
                    ResultTable.number(ideal, 2),
                    ResultTable.number(1, 3),
                    "",
                    "",
                    ResultTable.number(settings.users() / ideal, 0),
                    "",
                    "",
                    "",
                    "");
        }
        results.values().forEach(result -> row(scenario, result, results));
        return results;
    }

    private void aimAtLatency(Scenario scenario, Map<ContenderKind, Result> results) {
        Result ours = results.get(ContenderKind.OURS);
        targets.add(Target.atLeast(MIN_OF_IDEAL, scenario.title() + ", of the ideal", ofIdeal(scenario, ours)));
        aimAt(scenario, MIN_TIMES_SEQUENTIAL, results, ContenderKind.SEQUENTIAL);
        aimAt(scenario, MIN_TIMES_OTHERS, results, ContenderKind.JDK);
        aimAt(scenario, MIN_TIMES_OTHERS, results, ContenderKind.CURL);
    }

    /** Adds a target relative to another contender's batches a second; does nothing if that contender did not take part. */
    private void aimAt(Scenario scenario, double least, Map<ContenderKind, Result> results, ContenderKind other) {
        if (results.containsKey(other)) {
            targets.add(Target.atLeast(
                    least,
                    scenario.title() + ", times " + other.title(),
                    results.get(ContenderKind.OURS).timesAsFastAs(results.get(other))));
        }
    }

    private void row(Scenario scenario, Result result, Map<ContenderKind, Result> all) {
        boolean sequential = result.entry().kind() == ContenderKind.SEQUENTIAL;
        table.row(
                scenario.title(),
                result.entry().kind().title(),
                result.entry().users(),
                ResultTable.number(result.median(Measurement::seconds), 2),
                ResultTable.number(ofIdeal(scenario, result), 3),
                ResultTable.number(ratio(result, all.get(ContenderKind.SEQUENTIAL)), 2),
                sequential ? "" : ResultTable.number(ratio(result, all.get(ContenderKind.JDK)), 2),
                ResultTable.number(result.median(Measurement::seatsPerSecond), 0),
                ResultTable.number(result.median(Measurement::cpuMillisPerThousandSeats), 1),
                ResultTable.number(result.simulatorCpuMillisPerThousandSeats(), 1),
                ResultTable.number(result.entry().users() - result.median(Measurement::seats), 0),
                "");
    }

    private static double ratio(Result one, Result other) {
        return other == null ? Double.NaN : one.timesAsFastAs(other);
    }

    private double ofIdeal(Scenario scenario, Result result) {
        double ideal =
                settings.idealSeconds(scenario.latencyMillis(), result.entry().users());
        return ideal == 0 ? Double.NaN : ideal / result.median(Measurement::seconds);
    }

    private void measureHeap(int users) throws IOException, InterruptedException {
        Scenario scenario = new Scenario(
                "heap",
                0,
                List.of(),
                false,
                true,
                1,
                List.of(new Entry(ContenderKind.OURS, users), new Entry(ContenderKind.JDK, users)));
        for (Result result : rounds.run(scenario)) {
            table.row(
                    scenario.title(),
                    result.entry().kind().title(),
                    users,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    ResultTable.number(result.median(Measurement::liveHeapBytes) / BYTES_PER_MEBIBYTE, 1));
        }
    }

    private void print(boolean curl) {
        System.out.printf(
                "%nBulk operations, %d users a call, concurrency %d, HTTP/%s over TLS, medians of %d runs; %d cores, Java %s%n%n",
                Contender.BATCH_SIZE,
                settings.concurrency(),
                settings.httpVersion(),
                settings.rounds(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
        table.print(System.out);
        System.out.println();
        if (!curl) {
            System.out.println("curl is not there: left out");
        }
    }
}
