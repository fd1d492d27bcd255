package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.ItemGroup;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.TlsStoreJenkinsTest;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.credentials.EntraApplication;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.simulator.Seat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller whose credential or service URL is changed before it is restarted during an operation on many users. */
class TenantRestartJenkinsTest extends TlsStoreJenkinsTest {

    private static final int ANSWERED_CALLS = 2;

    private static final List<String> USERS = CutBulkJenkinsTest.USERS.subList(0, 8);

    private static final String LISTED = "users: ['" + String.join("', '", USERS) + "']";

    private static final String BULK = CutBulkJenkinsTest.assignAll(DefaultWorld.OPEN, "cut") + ", " + LISTED;

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @BeforeEach
    void takeAllSeatsAway() {
        store.removeProduct(DefaultWorld.OPEN);
        store.product(Product.online(DefaultWorld.OPEN.productId(), DefaultWorld.OPEN.skuId()));
    }

    /** Starts a build whose third call is never answered, and of which nothing else is under way. */
    private WorkflowRun startUntilHeldBack(WorkflowJob job) throws Exception {
        configure(settings -> settings.setMaxConcurrentRequests(1));
        store.fault(
                FaultRule.on(Operation.BULK_SEATS).nth(ANSWERED_CALLS + 1).effect(CutBulkJenkinsTest.NEVER_ANSWERED));
        long before = store.faultsFired();
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        StoreFixture.await(() -> store.faultsFired() > before || !build.isBuilding());
        CutBulkJenkinsTest.awaitAnsweredUsers(build.getRootDir().toPath(), build::isBuilding);
        return build;
    }

    private static void replace(ItemGroup<?> where, EntraApplication former, EntraApplication present)
            throws IOException {
        for (CredentialsStore candidate : CredentialsProvider.lookupStores(where)) {
            if (candidate.getContext() == where) {
                assertThat(candidate.updateCredentials(Domain.global(), former, present))
                        .isTrue();
                return;
            }
        }
        throw new IllegalStateException("no store for credentials in " + where.getDisplayName());
    }

    private EntraApplication ofAnotherTenant() throws Exception {
        EntraApplication other =
                new EntraApplication(CredentialsScope.GLOBAL, APPLICATION, null, "fabrikam.com", store.clientId());
        other.setClientSecret(Secret.fromString(store.clientSecret()));
        other.setAuthorityHost(store.authorityUrl());
        return other;
    }

    private static WorkflowRun failed(JenkinsRule rule) throws Exception {
        return rule.assertBuildStatus(
                Result.FAILURE,
                rule.waitForCompletion(rule.jenkins
                        .getItemByFullName("seats", WorkflowJob.class)
                        .getBuildByNumber(1)));
    }

    /** The users of a report by their outcome. */
    private static Map<String, List<String>> outcomes(WorkflowRun build) throws IOException {
        Map<String, List<String>> users = new TreeMap<>();
        for (JsonNode row :
                CutBulkJenkinsTest.report(build.getRootDir().toPath(), "cut").path("results")) {
            users.computeIfAbsent(row.path("outcome").asText(), outcome -> new ArrayList<>())
                    .add(row.path("userName").asText());
        }
        return users;
    }

    private static void assertEnded(WorkflowRun build, String reason) throws Exception {
        assertThat(JenkinsRule.getLog(build))
                .contains(" stopped: " + reason + "; ")
                .doesNotContain("\tat ");
        assertThat(OperationRecords.in(build.getRootDir().toPath()).list())
                .extracting(OperationRecord::error)
                .containsExactly(reason);
        assertThat(build.getRootDir()).isDirectoryNotContaining("glob:**/microsoft-store-work");
    }

    @Test
    void aBulkOperationEndsIfItsCredentialNamesAnotherTenant() throws Throwable {
        sessions.then(rule -> {
            connectAsApplication(rule);
            startUntilHeldBack(scripted(rule.createProject(WorkflowJob.class, "seats"), BULK));
            replace(rule.jenkins, application(APPLICATION, store.clientSecret()), ofAnotherTenant());
            store.forgetRequests();
        });
        sessions.then(rule -> {
            WorkflowRun build = failed(rule);
            assertEnded(build, "the credential names another tenant than when the operation began");
            assertThat(outcomes(build))
                    .hasEntrySatisfying("SUCCEEDED", users -> assertThat(users).hasSize(4))
                    .hasEntrySatisfying("UNKNOWN", users -> assertThat(users).hasSize(2))
                    .hasEntrySatisfying(
                            "NOT_ATTEMPTED", users -> assertThat(users).hasSize(2));
        });
        assertThat(store.requests(Operation.TOKEN)).isEmpty();
        assertThat(store.requests(Operation.GET_SEAT)).isEmpty();
        assertThat(store.seats(DefaultWorld.OPEN)).hasSize(4);
    }

    @Test
    void aSyncEndsIfTheServiceUrlIsChanged() throws Throwable {
        sessions.then(rule -> {
            connectAsApplication(rule);
            store.assignSeats(DefaultWorld.OPEN, "zoe@contoso.com");
            store.fault(FaultRule.on(Operation.BULK_SEATS).nth(1).effect(CutBulkJenkinsTest.NEVER_ANSWERED));
            long before = store.faultsFired();
            WorkflowRun build = scripted(
                            rule.createProject(WorkflowJob.class, "seats"),
                            "msStoreSyncSeats productId: '9NBLGGH4R2R6', skuId: '0016', maxRemovals: '100%',"
                                    + " reportName: 'cut', " + LISTED)
                    .scheduleBuild2(0)
                    .waitForStart();
            StoreFixture.await(() -> store.faultsFired() > before || !build.isBuilding());
            configure(settings -> settings.setEndpoint(store.storeUrl().replace("localhost", "127.0.0.1")));
            store.forgetRequests();
        });
        sessions.then(rule -> {
            WorkflowRun build = failed(rule);
            assertEnded(build, "the service URL was changed after the operation began");
            assertThat(outcomes(build))
                    .containsEntry("NOT_ATTEMPTED", List.of("zoe@contoso.com"))
                    .hasEntrySatisfying(
                            "UNKNOWN", users -> assertThat(users).containsExactlyInAnyOrderElementsOf(USERS));
        });
        assertThat(store.requests(Operation.TOKEN)).isEmpty();
        assertThat(store.requests(Operation.GET_SEAT)).isEmpty();
        assertThat(store.seats(DefaultWorld.OPEN)).extracting(Seat::assignedTo).containsExactly("zoe@contoso.com");
    }

    /** Its credential, with a new secret, is in another place then. */
    @Test
    void aBulkOperationContinuesInARenamedFolderWithANewSecret() throws Throwable {
        sessions.then(rule -> {
            connectAsApplication(rule);
            Folder folder = rule.createProject(Folder.class, "school");
            EntraApplication former = application("theirs", store.clientSecret());
            add(folder, former);
            startUntilHeldBack(
                    scripted(folder.createProject(WorkflowJob.class, "seats"), BULK + ", credentialsId: 'theirs'"));
            replace(folder, former, application("theirs", store.rotateSecret()));
            folder.renameTo("academy");
        });
        sessions.then(rule -> {
            WorkflowRun build = rule.assertBuildStatusSuccess(rule.waitForCompletion(rule.jenkins
                    .getItemByFullName("academy/seats", WorkflowJob.class)
                    .getBuildByNumber(1)));
            assertThat(JenkinsRule.getLog(build)).contains("resuming after a restart");
            assertThat(outcomes(build)).containsOnlyKeys("SUCCEEDED");
        });
        assertThat(store.seats(DefaultWorld.OPEN))
                .extracting(Seat::assignedTo)
                .containsExactlyInAnyOrderElementsOf(USERS);
    }
}
