package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.FilePath;
import hudson.model.Node;
import hudson.model.Result;
import hudson.model.labels.LabelAtom;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.ProductKey;
import io.jenkins.plugins.msstore.simulator.Seat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A controller that is restarted during bulk operations. */
class BulkRestartJenkinsTest extends CutBulkJenkinsTest {

    private static final String AGENT = "away";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private void connectForTwoBatches(JenkinsRule rule) throws Exception {
        connect(rule);
        configure(settings -> settings.setMaxConcurrentRequests(2));
    }

    private WorkflowRun startUntilHeldBack(JenkinsRule rule, String script) throws Exception {
        WorkflowRun build = scripted(rule.createProject(WorkflowJob.class, "seats"), script)
                .scheduleBuild2(0)
                .waitForStart();
        awaitHeldBack(2, build::isBuilding);
        return build;
    }

    private WorkflowRun startUntilWrittenDown(JenkinsRule rule, String script) throws Exception {
        WorkflowRun build = startUntilHeldBack(rule, script);
        awaitAnsweredUsers(build.getRootDir().toPath(), build::isBuilding);
        return build;
    }

    private static WorkflowRun build(JenkinsRule rule) {
        return rule.jenkins.getItemByFullName("seats", WorkflowJob.class).getBuildByNumber(1);
    }

    private static WorkflowRun succeeded(JenkinsRule rule) throws Exception {
        WorkflowRun build = rule.assertBuildStatusSuccess(rule.waitForCompletion(build(rule)));
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ", "Exception");
        return build;
    }

    private static JsonNode report(WorkflowRun build, String name) throws Exception {
        return report(build.getRootDir().toPath(), name);
    }

    private static Set<String> rows(JsonNode report, String outcome) {
        Set<String> users = new HashSet<>();
        for (JsonNode row : report.path("results")) {
            if (row.path("outcome").asText().equals(outcome)) {
                users.add(row.path("userName").asText());
            }
        }
        return users;
    }

    @Test
    void aBulkOperationAndItsScriptAreResumed() throws Throwable {
        holdBatchesBack();
        sessions.then(rule -> {
            connectForTwoBatches(rule);
            startUntilWrittenDown(
                    rule,
                    "def result = " + assignAll(DefaultWorld.OPEN, "cut") + ", " + usersAsList()
                            + "\necho \"then ${result.succeeded} of ${result.requested}\"");
        });
        sessions.then(rule -> {
            WorkflowRun build = succeeded(rule);
            assertThat(JenkinsRule.getLog(build))
                    .contains("resuming after a restart: 4 of 12 users done", "then 12 of 12");
            assertComplete(report(build, "cut"));
            assertThat(build.getRootDir()).isDirectoryNotContaining("glob:**/microsoft-store-work");
        });
        assertEveryUserServedOnce();
    }

    /** Builds are resumed in any order, and a new one may ask before them. */
    @Test
    void buildsThatWaitForEachOtherKeepTheirOrder() throws Throwable {
        holdBatchesBack();
        String late = "msStoreBulkSeats productId: '9nblggh4r2r6', skuId: '0016', action: 'assign', users: ['%s']";
        sessions.then(rule -> {
            connectForTwoBatches(rule);
            startUntilWrittenDown(rule, assignAll(DefaultWorld.OPEN, "cut") + ", " + usersAsList());
            WorkflowRun second = scripted(
                            rule.createProject(WorkflowJob.class, "second"), late.formatted("second@contoso.com"))
                    .scheduleBuild2(0)
                    .waitForStart();
            rule.waitForMessage("Waiting for a build of another job", second);
            scripted(rule.createProject(WorkflowJob.class, "third"), late.formatted("third@contoso.com"));
        });
        sessions.then(rule -> {
            rule.buildAndAssertSuccess(rule.jenkins.getItemByFullName("third", WorkflowJob.class));
            assertComplete(report(succeeded(rule), "cut"));
            rule.assertBuildStatusSuccess(rule.waitForCompletion(
                    rule.jenkins.getItemByFullName("second", WorkflowJob.class).getBuildByNumber(1)));
        });
        List<String> later = store.requests(Operation.BULK_SEATS).stream()
                .map(request -> request.body())
                .filter(body -> body.contains("second@") || body.contains("third@"))
                .toList();
        assertThat(later).hasSize(2);
        assertThat(later.get(0)).contains("second@");
        assertThat(store.requests(Operation.BULK_SEATS).stream()
                        .map(request -> request.body())
                        .skip(store.count(Operation.BULK_SEATS) - 2))
                .containsExactlyElementsOf(later);
    }

    @Test
    void aUsersFileOfAnAgentIsReadOnce() throws Throwable {
        holdBatchesBack();
        sessions.then(rule -> {
            connectForTwoBatches(rule);
            Node agent = rule.createOnlineSlave(new LabelAtom(AGENT));
            WorkflowRun build = startUntilHeldBack(
                    rule, """
                    node('away') {
                        writeFile file: 'users.csv', text: '%s'
                        %s, usersFile: 'users.csv'
                    }
                    """.formatted(String.join("\\n", USERS), assignAll(DefaultWorld.OPEN, "cut")));
            FilePath workspace = agent.getWorkspaceFor(build.getParent());
            workspace.child("users.csv").write("somebody.else@contoso.com", "UTF-8");
        });
        sessions.then(rule -> assertComplete(report(succeeded(rule), "cut")));
        assertEveryUserServedOnce();
    }

    @Test
    void parallelBulkOperationsAreResumedIndependently() throws Throwable {
        for (ProductKey product : List.of(DefaultWorld.OPEN, DefaultWorld.GENEROUS)) {
            store.fault(
                    FaultRule.on(Operation.BULK_SEATS).product(product).times(1).effect(APPLIED_UNHEARD));
        }
        sessions.then(rule -> {
            connectForTwoBatches(rule);
            startUntilHeldBack(
                    rule,
                    "parallel open: { " + assignAll(DefaultWorld.OPEN, "open") + ", " + usersAsList() + " }, "
                            + "generous: { " + assignAll(DefaultWorld.GENEROUS, "generous") + ", " + usersAsList()
                            + " }");
        });
        sessions.then(rule -> {
            WorkflowRun build = succeeded(rule);
            assertComplete(report(build, "open"));
            assertComplete(report(build, "generous"));
        });
        assertThat(store.seats(DefaultWorld.OPEN)).extracting(Seat::assignedTo).containsExactlyElementsOf(USERS);
        assertThat(store.seats(DefaultWorld.GENEROUS))
                .extracting(Seat::assignedTo)
                .containsExactlyElementsOf(USERS);
    }

    @Test
    void aRunThatIsStoppedAfterTheRestartHasItsReport() throws Throwable {
        holdBatchesBack();
        sessions.then(rule -> {
            connectForTwoBatches(rule);
            startUntilWrittenDown(rule, assignAll(DefaultWorld.OPEN, "cut") + ", " + usersAsList());
        });
        store.fault(FaultRule.on(Operation.GET_SEAT, Operation.BULK_SEATS).effect(NEVER_ANSWERED));
        sessions.then(rule -> {
            WorkflowRun build = build(rule);
            awaitHeldBack(4, build::isBuilding);

            build.doStop();

            rule.assertBuildStatus(Result.ABORTED, rule.waitForCompletion(build));
            JsonNode report = report(build, "cut");
            assertThat(rows(report, "SUCCEEDED")).hasSize(ANSWERED_USERS);
            Set<String> unknown = new HashSet<>(doneUnheard());
            unknown.addAll(notDone());
            unknown.addAll(sentLater());
            assertThat(rows(report, "UNKNOWN")).isEqualTo(unknown);
            assertThat(rows(report, "NOT_ATTEMPTED")).hasSize(USERS.size() - ANSWERED_USERS - unknown.size());
            assertThat(report.path("resumptions").asInt()).isEqualTo(1);
            assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
        });
    }
}
