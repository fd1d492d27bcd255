package io.jenkins.plugins.msstore.builders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import hudson.EnvVars;
import io.jenkins.plugins.msstore.execution.StandInStore;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Seat;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.standin.StandInBuild;
import io.jenkins.plugins.msstore.standin.StandInProject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build step that synchronizes seats with a list of users. */
class SyncSeatsBuilderStandInTest {

    @TempDir
    private Path folder;

    private final EnvVars env = new EnvVars(
            "PRODUCT",
            DefaultWorld.OPEN.productId(),
            "STAFF",
            "ada@contoso.com\nbob@contoso.com",
            "KEEP",
            "kiosk@contoso.com",
            "LIMIT",
            "50%",
            "NONE",
            "");
    private StandInStore store;
    private StoreSimulator simulator;
    private StandInBuild run;

    @BeforeEach
    void start() throws Exception {
        store = new StandInStore(folder);
        simulator = store.simulator();
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "eve@contoso.com", "kiosk@contoso.com");
        run = new StandInBuild(new StandInProject(store.jenkins(), "seats"));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private static SyncSeatsBuilder builder() {
        SyncSeatsBuilder builder = new SyncSeatsBuilder("$PRODUCT", DefaultWorld.OPEN.skuId());
        builder.users = List.of("$STAFF");
        builder.protectedUsers = List.of("$KEEP");
        return builder;
    }

    private JsonNode result(String name) throws IOException {
        return new ObjectMapper()
                .readTree(new File(run.getArtifactsDir(), "microsoft-store/results/" + name + ".json"));
    }

    private void assertRefused(SyncSeatsBuilder builder, String line) {
        assertThatThrownBy(() -> builder.perform(run, env, store.listener()))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith(line);
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void seatsBecomeThoseOfTheList() throws Exception {
        SyncSeatsBuilder builder = builder();
        builder.maxRemovals = "$LIMIT";

        builder.perform(run, env, store.listener());

        JsonNode result = result("1-storeSeatsSync");
        assertThat(result.path("added").asInt()).isEqualTo(1);
        assertThat(result.path("removed").asInt()).isEqualTo(1);
        assertThat(result.path("unchanged").asInt()).isEqualTo(1);
        assertThat(result.path("retained").asInt()).isEqualTo(1);
        assertThat(simulator.seats(DefaultWorld.OPEN))
                .filteredOn(Seat::isActive)
                .extracting(Seat::assignedTo)
                .containsExactlyInAnyOrder("ada@contoso.com", "bob@contoso.com", "kiosk@contoso.com");
    }

    @Test
    void aLimitWithoutAValueIsRefused() {
        SyncSeatsBuilder builder = builder();
        builder.maxRemovals = "$NONE";
        assertRefused(builder, "maxRemovals '' must be a whole number");
    }

    /** The default would take seats that the missing value might have kept. */
    @Test
    void aModeWithoutAValueIsRefused() {
        SyncSeatsBuilder builder = builder();
        builder.mode = "$NONE";
        assertRefused(builder, "mode '' must be 'full', 'addOnly' or 'removeOnly'");
    }

    @Test
    void aProtectedUserWithoutAValueIsRefused() {
        SyncSeatsBuilder builder = builder();
        builder.protectedUsers = List.of("kiosk@contoso.com", "$NONE");
        assertRefused(builder, "protectedUsers");
    }

    @Test
    void anApprovedPlanWithoutAValueIsRefused() {
        SyncSeatsBuilder builder = builder();
        builder.expectedPlan = "$NONE";
        assertRefused(builder, "expectedPlan '' must be the planDigest");
    }

    @Test
    void usersThatNoVariableNamesAreRefused() {
        SyncSeatsBuilder builder = builder();
        builder.users = List.of("$NONE");
        assertRefused(builder, "users is empty");
    }

    /** Job DSL binds an empty list for each list that the script does not name. */
    @Test
    void listsThatJobDslDidNotNameAreNone() {
        SyncSeatsBuilder builder = builder();
        builder.users = List.of();
        builder.protectedUsers = List.of();
        assertRefused(builder, "users or usersFile is required");
    }
}
