package io.jenkins.plugins.msstore.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.AbortException;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.bulk.ExecutionFolder;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.ResolvedUser;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.config.MicrosoftStoreConfiguration;
import io.jenkins.plugins.msstore.credentials.EntraApplication;
import io.jenkins.plugins.msstore.execution.BuildContext;
import io.jenkins.plugins.msstore.execution.JournalsAtBuildEnd;
import io.jenkins.plugins.msstore.execution.OperationExecution;
import io.jenkins.plugins.msstore.execution.SecretMask;
import io.jenkins.plugins.msstore.execution.StandInStore;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.operation.bulk.BulkSeatChange;
import io.jenkins.plugins.msstore.operation.bulk.BulkSeatsArguments;
import io.jenkins.plugins.msstore.operation.sync.SyncSeats;
import io.jenkins.plugins.msstore.operation.sync.SyncSeatsArguments;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The credential or the service URL is changed while the controller is down: an operation on many users must not continue in
 * another tenant, and must continue in the same one.
 */
class ResumedInAnotherTenantStandInTest {

    private static final String ID = "cut";

    private static final String TENANT = "0b1f2a3c-4d5e-6f70-8192-a3b4c5d6e7f8";

    private static final String OTHER_URL = "the service URL was changed after the operation began";

    private static final String OTHER_TENANT = "the credential names another tenant than when the operation began";

    private static final String OTHER_KIND =
            "the credential is of another kind than when the operation began, so its tenant may be another one";

    /** Nothing listens there. */
    private static final String AUTHORITY = "https://localhost:1";

    private static final List<String> LISTED = List.of("ada@contoso.com", "bob@contoso.com", "eve@contoso.com");

    @TempDir
    private Path folder;

    private StandInStore store;
    private StandInRun run;

    /** An operation on many users. */
    private enum Kind {
        BULK,
        DRY_RUN,
        SYNC,
        SYNC_DRY_RUN;

        boolean isDryRun() {
            return this == DRY_RUN || this == SYNC_DRY_RUN;
        }

        boolean isSync() {
            return this == SYNC || this == SYNC_DRY_RUN;
        }

        String journal() {
            return isSync() ? "sync" : "journal";
        }

        StoreOperation operation() {
            String productId = DefaultWorld.OPEN.productId();
            String skuId = DefaultWorld.OPEN.skuId();
            return isSync()
                    ? new SyncSeats(new SyncSeatsArguments(
                            productId,
                            skuId,
                            LISTED,
                            null,
                            null,
                            null,
                            "100%",
                            null,
                            null,
                            isDryRun(),
                            null,
                            false,
                            false,
                            "staff",
                            1000))
                    : new BulkSeatChange(new BulkSeatsArguments(
                            productId,
                            skuId,
                            "assign",
                            LISTED,
                            null,
                            null,
                            25,
                            null,
                            isDryRun(),
                            true,
                            false,
                            false,
                            "staff",
                            1000));
        }
    }

    @BeforeEach
    void start() throws Exception {
        store = new StandInStore(folder);
        run = new StandInRun(new StandInJob(store.jenkins(), "seats"));
        store.simulator().assignSeats(DefaultWorld.OPEN, "zoe@contoso.com");
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private BuildContext build() {
        return new BuildContext(run, store.listener(), null, unstable -> {}, SecretMask.NONE);
    }

    private Path work(String file) {
        return run.getRootDir()
                .toPath()
                .resolve("microsoft-store-work")
                .resolve(ID)
                .resolve(file);
    }

    private void cut(String file, int lines) throws IOException {
        List<String> kept = Files.readAllLines(work(file)).subList(0, lines);
        Files.writeString(work(file), String.join("\n", kept) + "\n");
    }

    /** Begins an operation, and takes back what its journal says but the first lines. */
    private void begin(Kind kind) throws Exception {
        OperationExecution.start(kind.operation(), build(), null, ID)
                .result()
                .handle((result, error) -> true)
                .get(60, TimeUnit.SECONDS);
        cut(kind.journal(), 1);
        store.simulator().forgetRequests();
    }

    /**
     * Cuts an operation when one user had been served, and the request for another one may have been sent; the dry run of a
     * sync, when its plan was made.
     */
    private void kill(Kind kind) throws Exception {
        OperationExecution.start(kind.operation(), build(), null, ID).result().get(60, TimeUnit.SECONDS);
        cut(kind.journal(), kind.isSync() ? 2 : 1);
        if (kind == Kind.SYNC) {
            cut("add/journal", 1);
            Files.delete(work("remove/journal"));
        }
        if (kind != Kind.SYNC_DRY_RUN) {
            serveTheFirst(kind);
        }
        for (String report : List.of("staff.csv", "staff.json")) {
            Files.delete(artifact(report));
        }
        store.simulator().removeProduct(DefaultWorld.OPEN);
        store.simulator().forgetRequests();
    }

    private void serveTheFirst(Kind kind) throws IOException {
        try (BulkJournal journal =
                BulkJournal.find(work(kind.isSync() ? "add" : ".")).orElseThrow()) {
            if (!kind.isDryRun()) {
                journal.sending(0, 2);
            }
            Seat seat = new Seat(
                    LISTED.get(0),
                    null,
                    "Active",
                    new ProductKey(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId()));
            ExecutionFolder.resolve(journal, new ResolvedUser(0, UserOutcome.succeeded(LISTED.get(0), seat, null)));
        }
    }

    private Path artifact(String report) {
        return run.getArtifactsDir().toPath().resolve("microsoft-store/seats").resolve(report);
    }

    private OperationExecution resumed(Kind kind) {
        return OperationExecution.resume(kind.operation(), build(), null, ID);
    }

    /** The line that a resumed operation fails with. */
    private String failure(Kind kind) throws Exception {
        try {
            throw new AssertionError("succeeded with " + resumed(kind).result().get(60, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(AbortException.class);
            return e.getCause().getMessage();
        }
    }

    private OperationRecord record() throws IOException {
        List<OperationRecord> records =
                OperationRecords.in(run.getRootDir().toPath()).list();
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static void configure(String endpoint) throws IOException {
        MicrosoftStoreConfiguration configuration = MicrosoftStoreConfiguration.get();
        configuration.setEndpoint(endpoint);
        configuration.save();
    }

    /** The same simulator by another name, which shows what is sent there. */
    private String otherUrl() {
        return store.simulator().storeUrl().replace("localhost", "127.0.0.1");
    }

    private void application(String tenantId, String secret) {
        EntraApplication application = new EntraApplication(CredentialsScope.GLOBAL, "store", null, tenantId, "client");
        application.setClientSecret(Secret.fromString(secret));
        application.setAuthorityHost(AUTHORITY);
        store.jenkins().credentials().remove("store");
        store.jenkins().credentials().add(application);
        MicrosoftStoreConfiguration configuration = MicrosoftStoreConfiguration.get();
        configuration.setAuthorityHosts(List.of(AUTHORITY));
        configuration.save();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SYNC_DRY_RUN")
    void anotherServiceUrlEndsTheOperationWithItsReport(Kind kind) throws Exception {
        kill(kind);
        configure(otherUrl());

        assertThat(failure(kind))
                .contains(" stopped: " + OTHER_URL + "; ")
                .contains("report: microsoft-store/seats/staff.csv")
                .doesNotContain("\n");

        assertThat(store.simulator().requests()).isEmpty();
        String bob = kind == Kind.DRY_RUN
                ? "bob@contoso.com,NOT_ATTEMPTED,,," + OTHER_URL
                : "bob@contoso.com,UNKNOWN,,,outcome unknown: " + OTHER_URL;
        List<String> report = Files.readAllLines(artifact("staff.csv"));
        assertThat(report)
                .anyMatch(row -> row.startsWith("ada@contoso.com,SUCCEEDED,Active,"))
                .anyMatch(row -> row.startsWith(bob))
                .anyMatch(row -> row.startsWith("eve@contoso.com,NOT_ATTEMPTED,,," + OTHER_URL));
        if (kind == Kind.SYNC) {
            assertThat(report).anyMatch(row -> row.startsWith("zoe@contoso.com,NOT_ATTEMPTED,,," + OTHER_URL));
        }
        assertThat(record().ending()).isEqualTo(Ending.FAILED);
        assertThat(record().error()).isEqualTo(OTHER_URL);
    }

    /** Otherwise it would begin in one tenant, end, and begin again in the other one. */
    @ParameterizedTest
    @EnumSource
    void anOperationThatEndedForItIsNotResumedAnyMore(Kind kind) throws Exception {
        String url = store.simulator().storeUrl();
        kill(kind);
        configure(otherUrl());
        String ended = failure(kind);
        configure(url);

        assertThat(failure(kind)).isEqualTo(ended);

        assertThat(store.simulator().requests()).isEmpty();
        new JournalsAtBuildEnd().onCompleted(run, store.listener());
        assertThat(work(".")).doesNotExist();
        assertThat(record().error()).isEqualTo(OTHER_URL);
    }

    @ParameterizedTest
    @EnumSource
    void anotherWayToWriteTheServiceUrlIsTheSame(Kind kind) throws Exception {
        configure(store.simulator().storeUrl() + "/path");
        begin(kind);
        configure(store.simulator().storeUrl().replace("http://localhost", "HTTP://LOCALHOST") + "/path/");

        resumed(kind).result().handle((result, error) -> true).get(60, TimeUnit.SECONDS);

        assertThat(store.simulator().requests()).isNotEmpty();
        assertThat(Files.readString(artifact("staff.csv"))).doesNotContain(OTHER_URL);
    }

    @ParameterizedTest
    @EnumSource
    void aNewTokenInANewPlaceContinuesTheOperation(Kind kind) throws Exception {
        begin(kind);
        store.jenkins().credentials().remove("store");
        // as in a folder
        store.jenkins()
                .credentials()
                .add(StandInStore.token("renamed", store.simulator().issueToken()), user -> true);
        MicrosoftStoreConfiguration configuration = MicrosoftStoreConfiguration.get();
        configuration.setCredentialsId("renamed");
        configuration.save();

        assertThat(resumed(kind).result().get(60, TimeUnit.SECONDS)).isInstanceOf(Map.class);
    }

    @ParameterizedTest
    @CsvSource({
        "BULK, fabrikam.com",
        "SYNC, fabrikam.com",
        "DRY_RUN, fabrikam.com",
        "SYNC_DRY_RUN, fabrikam.com",
        "BULK, 0b1f2a3c-4d5e-6f70-8192-a3b4c5d6e7f9"
    })
    void anotherTenantEndsTheOperation(Kind kind, String tenantId) throws Exception {
        application(TENANT, "secret");
        begin(kind);
        application(tenantId, "secret");

        assertThat(failure(kind)).contains(" stopped: " + OTHER_TENANT + "; ");

        assertThat(record().error()).isEqualTo(OTHER_TENANT);
        assertThat(Files.readAllLines(artifact("staff.csv")))
                .hasSize(LISTED.size() + 1)
                .filteredOn(row -> row.contains(",NOT_ATTEMPTED,,," + OTHER_TENANT))
                .hasSize(LISTED.size());
    }

    /** No token can be had here; asking for one shows that the operation is resumed. */
    @ParameterizedTest
    @EnumSource
    void aNewSecretContinuesTheOperation(Kind kind) throws Exception {
        application(TENANT, "secret");
        begin(kind);
        application(TENANT.toUpperCase(Locale.ROOT), "another secret");

        assertThat(failure(kind)).contains("no token from " + AUTHORITY);
    }

    @ParameterizedTest
    @EnumSource
    void anApplicationInPlaceOfATokenEndsTheOperation(Kind kind) throws Exception {
        kill(kind);
        application(TENANT, "secret");

        assertThat(failure(kind)).contains(" stopped: " + OTHER_KIND + "; ");
    }

    @ParameterizedTest
    @EnumSource
    void aTokenInPlaceOfAnApplicationEndsTheOperation(Kind kind) throws Exception {
        application(TENANT, "secret");
        begin(kind);
        store.jenkins().credentials().remove("store");
        store.jenkins()
                .credentials()
                .add(StandInStore.token("store", store.simulator().issueToken()));

        assertThat(failure(kind)).contains(" stopped: " + OTHER_KIND + "; ");

        assertThat(store.simulator().requests()).isEmpty();
    }

    @Test
    void aDeletedCredentialSendsNothingAndTheBuildsEndMakesTheReport() throws Exception {
        kill(Kind.BULK);
        store.jenkins().credentials().remove("store");

        assertThat(failure(Kind.BULK))
                .isEqualTo("credentialsId: no credential with ID 'store' is available to this build");
        new JournalsAtBuildEnd().onCompleted(run, store.listener());

        assertThat(store.simulator().requests()).isEmpty();
        assertThat(Files.readAllLines(artifact("staff.csv")))
                .anyMatch(row -> row.startsWith("bob@contoso.com,UNKNOWN,"))
                .anyMatch(row -> row.startsWith("eve@contoso.com,NOT_ATTEMPTED,"));
    }
}
