package io.jenkins.plugins.msstore.builders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.execution.StandInStore;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.standin.StandInBuild;
import io.jenkins.plugins.msstore.standin.StandInProject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build steps that list the inventory and seats. */
class ListBuildersStandInTest {

    @TempDir
    private Path folder;

    private final EnvVars env = new EnvVars(
            "PRODUCT", DefaultWorld.OPEN.productId(), "WHO", "ada@contoso.com", "TYPE", "online", "FEW", "4");
    private StandInStore store;
    private StoreSimulator simulator;
    private TaskListener listener;
    private StandInBuild run;

    @BeforeEach
    void start() throws Exception {
        store = new StandInStore(folder);
        simulator = store.simulator();
        simulator.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "bob@contoso.com");
        listener = store.listener();
        run = new StandInBuild(new StandInProject(store.jenkins(), "seats"));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private JsonNode result(String name) throws IOException {
        return new ObjectMapper()
                .readTree(new File(run.getArtifactsDir(), "microsoft-store/results/" + name + ".json"));
    }

    @Test
    void theInventoryIsListedWithVariablesInAllTextFields() throws Exception {
        InventoryBuilder builder = new InventoryBuilder();
        builder.licenseTypes = List.of("$TYPE");
        builder.modifiedSince = "${SINCE}";
        env.put("SINCE", "2001-01-01");
        builder.warnBelow = "$FEW";
        builder.displayNames = "$LANGUAGE";
        env.put("LANGUAGE", "en-us");
        builder.reportName = "of-$PRODUCT";

        builder.perform(run, env, listener);

        assertThat(run.getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(store.log())
                .contains(
                        "WARNING: the build is unstable: 1 product has fewer than 4 seats available: 9WZDNCRFJ3TJ/0012"
                                + " \"Contoso App9WZDNCRFJ3TJ\"");
        JsonNode result = result("1-storeInventory");
        assertThat(result.get("total").asInt()).isEqualTo(3);
        assertThat(result.get("shortOfSeats")).hasSize(1);
        assertThat(result.get("entries").get(0).get("displayName").asText()).startsWith("Contoso ");
        assertThat(result.get("reports").get(0).asText()).isEqualTo("microsoft-store/inventory/of-9NBLGGH4R2R6.csv");
    }

    /** Job DSL binds an empty list for each list that the script does not name. */
    @Test
    void noLicenseTypesAreAll() throws Exception {
        InventoryBuilder builder = new InventoryBuilder();
        builder.licenseTypes = List.of();

        builder.perform(run, env, listener);

        assertThat(result("1-storeInventory").get("total").asInt()).isEqualTo(4);
    }

    @Test
    void seatsAreThoseOfAProductOrOfAUser() throws Exception {
        SeatListBuilder product = new SeatListBuilder();
        product.productId = "$PRODUCT";
        product.skuId = DefaultWorld.OPEN.skuId();
        product.userName = "$NO_USER";
        env.put("NO_USER", "");
        SeatListBuilder user = new SeatListBuilder();
        user.userName = "$WHO";

        product.perform(run, env, listener);
        user.perform(run, env, listener);

        assertThat(result("1-storeSeatList").get("total").asInt()).isEqualTo(2);
        assertThat(result("2-storeSeatList").get("total").asInt()).isEqualTo(1);
        assertThat(result("2-storeSeatList").get("reports").get(0).asText())
                .isEqualTo("microsoft-store/seat-lists/seats-of-user-1.csv");
    }

    @Test
    void aProductAndAUserAreRefused() {
        SeatListBuilder builder = new SeatListBuilder();
        builder.productId = "$PRODUCT";
        builder.userName = "$WHO";

        assertThatThrownBy(() -> builder.perform(run, env, listener))
                .isInstanceOf(AbortException.class)
                .hasMessage("userName 'ada@contoso.com' cannot be combined with productId and skuId");
        assertThat(simulator.requests()).isEmpty();
    }

    @Test
    void aScriptMayGiveANumberWithoutQuotes() {
        assertThat(new InventoryBuilder.DescriptorImpl().customInstantiate(Map.of("warnBelow", 4, "resultLimit", 10)))
                .containsEntry("warnBelow", "4")
                .containsEntry("resultLimit", 10);
    }
}
