package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Seat;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller that is restarted, or killed, in each phase of a sync. */
class SyncRestartJenkinsTest extends StoreJenkinsTest {

    private static final List<String> STAYING = users("stays");
    private static final List<String> LEAVING = users("leaves");
    private static final List<String> COMING = users("comes");

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension();

    private static List<String> users(String prefix) {
        return IntStream.rangeClosed(1, 60)
                .mapToObj(i -> prefix + "%02d@contoso.com".formatted(i))
                .toList();
    }

    private static String script() {
        String wanted =
                Stream.concat(STAYING.stream(), COMING.stream()).collect(Collectors.joining("', '", "users: ['", "']"));
        return "def done = msStoreSyncSeats productId: '9NBLGGH4R2R6', skuId: '0016', maxRemovals: '50%', "
                + "reportName: 'staff', " + wanted
                + "\necho \"done: +${done.added} -${done.removed} =${done.unchanged}\"";
    }

    /** The request that is held, after which the controller ends: in the list, the first and second batch of each change. */
    static Stream<Arguments> phases() {
        return Stream.of(
                Arguments.of(Operation.GET_SEATS, 1),
                Arguments.of(Operation.BULK_SEATS, 1),
                Arguments.of(Operation.BULK_SEATS, 2),
                Arguments.of(Operation.BULK_SEATS, 4),
                Arguments.of(Operation.BULK_SEATS, 5));
    }

    private void holdBack(Operation operation, int nth) {
        Stream.of(STAYING, LEAVING).flatMap(List::stream).forEach(user -> store.assignSeats(DefaultWorld.OPEN, user));
        store.fault(FaultRule.on(operation).nth(nth).effect(FaultEffect.slow(Duration.ofMinutes(10))));
    }

    private static WorkflowRun start(JenkinsRule rule) throws Exception {
        configure(settings -> settings.setMaxConcurrentRequests(1));
        return scripted(rule.createProject(WorkflowJob.class, "seats"), script())
                .scheduleBuild2(0)
                .waitForStart();
    }

    private void assertSynchronized(String log, JsonNode report) {
        assertThat(log)
                .contains("resuming after a restart", "done: +60 -60 =60")
                .doesNotContain("\tat ", "Exception");
        assertThat(report.path("results")).hasSize(180);
        assertThat(store.seats(DefaultWorld.OPEN))
                .filteredOn(Seat::isActive)
                .extracting(Seat::assignedTo)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(STAYING.stream(), COMING.stream()).toList());
    }

    @ParameterizedTest
    @MethodSource("phases")
    void aRestartKeepsThePlan(Operation operation, int nth) throws Throwable {
        holdBack(operation, nth);
        sessions.then(rule -> {
            connect(rule);
            WorkflowRun build = start(rule);
            StoreFixture.await(() -> store.faultsFired() >= 1 || !build.isBuilding());
        });
        sessions.then(rule -> {
            WorkflowRun build =
                    rule.jenkins.getItemByFullName("seats", WorkflowJob.class).getBuildByNumber(1);
            rule.assertBuildStatusSuccess(rule.waitForCompletion(build));
            assertSynchronized(
                    JenkinsRule.getLog(build),
                    CutBulkJenkinsTest.report(build.getRootDir().toPath(), "staff"));
        });
    }

    @ParameterizedTest
    @MethodSource("phases")
    void aKilledControllerKeepsThePlan(Operation operation, int nth) throws Throwable {
        holdBack(operation, nth);
        controller.startJenkins();
        controller.runRemotely(SyncRestartJenkinsTest::begin, store.storeUrl(), store.issueToken());
        StoreFixture.await(() -> store.faultsFired() >= 1 || !controller.isAlive());

        controller.stopJenkinsForcibly();
        controller.startJenkins();
        String log = controller.runRemotely(SyncRestartJenkinsTest::logOfSucceeded);

        assertSynchronized(
                log, CutBulkJenkinsTest.report(controller.getHome().toPath().resolve("jobs/seats/builds/1"), "staff"));
    }

    private static void begin(JenkinsRule rule, String storeUrl, String token) throws Exception {
        connect(rule, storeUrl, token);
        start(rule);
    }

    private static String logOfSucceeded(JenkinsRule rule) throws Exception {
        WorkflowRun build =
                rule.jenkins.getItemByFullName("seats", WorkflowJob.class).getBuildByNumber(1);
        rule.assertBuildStatusSuccess(rule.waitForCompletion(build));
        return JenkinsRule.getLog(build);
    }
}
