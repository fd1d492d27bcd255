package io.jenkins.plugins.msstore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs scenarios: each contender in turn, once a round, in a fresh JVM and against a fresh simulator. */
final class Rounds {

    /** A product without a limit of seats. */
    private static final String[] PRODUCT = {"9NBLGGH4R2R6", "0016"};

    /** The product whose seats are assigned in warm-ups. */
    private static final String[] WARM_UP_PRODUCT = {"9NBLGGH42CFD", "0010"};

    private final BenchSettings settings;

    Rounds(BenchSettings settings) {
        this.settings = settings;
    }

    /** Runs a scenario; the results are in the order of its entries. */
    List<Result> run(Scenario scenario) throws IOException, InterruptedException {
        Map<Scenario.Entry, Result> results = new LinkedHashMap<>();
        scenario.entries()
                .forEach(entry ->
                        results.put(entry, new Result(entry, new ArrayList<>(), new ArrayList<>(), new ArrayList<>())));
        for (int round = 1; round <= scenario.rounds(); round++) {
            for (Result result : results.values()) {
                run(scenario, result);
                System.out.printf(
                        "%s, round %d of %d: %s, %,d users, %.2f s%n",
                        scenario.title(),
                        round,
                        scenario.rounds(),
                        result.entry().kind().title(),
                        result.entry().users(),
                        result.measurements().get(round - 1).seconds());
            }
        }
        return List.copyOf(results.values());
    }

    private void run(Scenario scenario, Result result) throws IOException, InterruptedException {
        Scenario.Entry entry = result.entry();
        Path folder = emptied(settings.folder().resolve("run"));
        try (SimulatorProcess simulator = SimulatorProcess.start(settings.simulatorJar(), folder, options(scenario))) {
            int warmUpUsers = scenario.warmUp() ? settings.warmUpUsers(entry.users()) : 0;
            Optional<Job> warmUp = warmUpUsers == 0
                    ? Optional.empty()
                    : Optional.of(job(simulator, folder.resolve("warm-up"), "warm", warmUpUsers, WARM_UP_PRODUCT));
            Job job = job(simulator, folder.resolve("report"), "user", entry.users(), PRODUCT);
            Duration before = simulator.cpu();
            Measurement measurement = new ContenderProcess(settings.jvmOptions(scenario.warmUp()), folder)
                    .run(entry.kind(), job, warmUp, scenario.measuresHeap());
            result.simulatorCpu()
                    .add(simulator.cpu().minus(before).toNanos() / 1e3 / (measurement.seats() + warmUpUsers));
            result.measurements().add(measurement);
            result.histories().add(QuotaHistory.parse(simulator.throttleHistory()));
            check(scenario, entry, measurement, simulator.activeSeats(PRODUCT[0], PRODUCT[1]));
        }
    }

    private List<String> options(Scenario scenario) {
        List<String> options = new ArrayList<>();
        options.addAll(List.of("--latency-millis", Integer.toString(scenario.latencyMillis())));
        options.addAll(List.of("--http-version", settings.httpVersion()));
        options.addAll(scenario.simulatorOptions());
        return options;
    }

    private Job job(SimulatorProcess simulator, Path reports, String names, int users, String[] product)
            throws IOException {
        Path file = UsersCsv.write(reports.resolveSibling(names + ".csv"), names, users);
        return new Job(
                simulator.access(),
                file,
                product[0],
                product[1],
                Files.createDirectory(reports),
                settings.concurrency());
    }

    /** A contender that did not serve all users must not count as fast. */
    private static void check(Scenario scenario, Scenario.Entry entry, Measurement measurement, int active) {
        if (measurement.seats() != active || scenario.servesAll() && active != entry.users()) {
            throw new IllegalStateException(entry.kind().title() + " reports " + measurement.seats() + " seats of "
                    + entry.users() + ", and the simulator has " + active);
        }
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }
}
