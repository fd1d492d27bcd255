package io.jenkins.plugins.msstore.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.msstore.simulator.Authorization;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Seat;
import io.jenkins.plugins.msstore.simulator.SimulatorRequest;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the report of a sync with its list and with the service: what it says of each user is true. */
final class SyncTruth {

    private final StoreSimulator simulator;
    private final Set<String> seatedBefore;

    /**
     * @param seatedBefore the users with a seat before the sync, in lower case
     */
    SyncTruth(StoreSimulator simulator, Set<String> seatedBefore) {
        this.simulator = simulator;
        this.seatedBefore = Set.copyOf(seatedBefore);
    }

    static Set<String> seated(StoreSimulator simulator) {
        Set<String> seated = new TreeSet<>();
        simulator.seats(DefaultWorld.OPEN).stream()
                .filter(Seat::isActive)
                .map(Seat::assignedTo)
                .forEach(seated::add);
        return seated;
    }

    /** How often the service applied each change to each user. */
    private Map<String, Integer> served() throws IOException {
        Map<String, Integer> served = new HashMap<>();
        for (SimulatorRequest request : simulator.requests(Operation.BULK_SEATS)) {
            if (request.performed() && request.authorization() == Authorization.VALID) {
                JsonNode body = new ObjectMapper().readTree(request.body());
                body.get("usernames").forEach(user -> served.merge(user.asText(), 1, Integer::sum));
            }
        }
        return served;
    }

    /**
     * Checks every row and every seat.
     *
     * @param listed the users of the list, in lower case
     * @param mayBeUnknown users that may have an unknown outcome
     * @param processes how many processes executed it: each may have asked for a user whose answer the one before lost
     */
    void check(SyncFiles files, SyncSummary summary, List<String> listed, Set<String> mayBeUnknown, int processes)
            throws IOException {
        Map<String, SyncFiles.Row> rows = files.rows();
        Set<String> seated = seated(simulator);
        Map<String, Integer> served = served();
        Map<String, Integer> counts = new HashMap<>();
        for (SyncFiles.Row row : rows.values()) {
            String user = row.userName();
            boolean isSeated = seated.contains(user);
            boolean isChanged = seatedBefore.contains(user) != isSeated;
            counts.merge(row.what(), 1, Integer::sum);
            switch (row.what()) {
                case "ADD SUCCEEDED" ->
                    assertThat(isSeated).as("seated: %s", row).isTrue();
                case "REMOVE SUCCEEDED" ->
                    assertThat(isSeated).as("seated: %s", row).isFalse();
                case "ADD UNKNOWN", "REMOVE UNKNOWN" ->
                    assertThat(mayBeUnknown).as("unknown: %s", row).contains(user);
                case "ADD NOT_ATTEMPTED", "REMOVE NOT_ATTEMPTED", "NONE NOT_ATTEMPTED" -> {
                    assertThat(isChanged).as("changed: %s", row).isFalse();
                    assertThat(served).as("served: %s", row).doesNotContainKey(user);
                }
                default -> assertThat(isChanged).as("changed: %s", row).isFalse();
            }
            // a user who fails may have been refused each time
            if (row.outcome().equals("SUCCEEDED")) {
                assertThat(served.getOrDefault(user, 0)).as("served: %s", row).isLessThanOrEqualTo(processes);
            }
            assertThat(row.change().equals("REMOVE") && listed.contains(user))
                    .as("listed: %s", row)
                    .isFalse();
            assertThat(row.change().equals("ADD") && !listed.contains(user))
                    .as("not listed: %s", row)
                    .isFalse();
        }
        assertThat(rows.keySet()).containsAll(listed);
        Set<String> untold = new HashSet<>(seatedBefore);
        untold.removeAll(rows.keySet());
        assertThat(seated).as("users that the report says nothing of").containsAll(untold);
        assertThat(count(counts, "ADD SUCCEEDED")).isEqualTo(summary.added());
        assertThat(count(counts, "REMOVE SUCCEEDED")).isEqualTo(summary.removed());
        assertThat(count(counts, "ADD FAILED", "REMOVE FAILED")).isEqualTo(summary.failed());
        assertThat(count(counts, "ADD UNKNOWN", "REMOVE UNKNOWN")).isEqualTo(summary.unknown());
        assertThat(count(counts, "ADD NOT_ATTEMPTED", "REMOVE NOT_ATTEMPTED", "NONE NOT_ATTEMPTED"))
                .isEqualTo(summary.notAttempted());
        summary.plan()
                .ifPresent(plan -> assertThat(rows)
                        .hasSize(summary.requested() + plan.present() - plan.unchanged() - plan.retained()));
    }

    private static int count(Map<String, Integer> counts, String... kinds) {
        int sum = 0;
        for (String kind : kinds) {
            sum += counts.getOrDefault(kind, 0);
        }
        return sum;
    }
}
