package io.jenkins.plugins.msstore.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.queue.QueueTaskFuture;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** How many requests are in flight at once is a matter of the controller: for each tenant, whoever sends them. */
@WithJenkins
class PaceJenkinsTest extends StoreJenkinsTest {

    private static final String OTHER = "other";

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
        addToken(rule.jenkins, OTHER, store.issueToken());
        configure(settings -> settings.setMaxConcurrentRequests(2));
    }

    /** A look for each of the credentials, all at once. */
    private static String looks(String... credentials) {
        StringBuilder script = new StringBuilder("parallel([:");
        Arrays.stream(credentials)
                .forEach(id -> script.append("] + [b")
                        .append(script.length())
                        .append(": { msStoreGetSeat(")
                        .append("productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com', ")
                        .append("credentialsId: '")
                        .append(id)
                        .append("') }"));
        return script.append("])").toString();
    }

    private void meeting(int requests) {
        store.fault(FaultRule.on(Operation.GET_SEAT)
                .times(requests)
                .effect(FaultEffect.meeting(new CountDownLatch(requests))));
    }

    @Test
    void stepsOfOneTenantShareThem() throws Exception {
        meeting(2);
        succeeds(looks(DEFAULT_CREDENTIALS, DEFAULT_CREDENTIALS, DEFAULT_CREDENTIALS, DEFAULT_CREDENTIALS));
        assertThat(store.maxConcurrent()).isEqualTo(2);
    }

    @Test
    void jobsOfOneFolderShareThem() throws Exception {
        addToken(folder("one"), "theirs", store.issueToken());
        meeting(2);
        runTogether(look("one/a"), look("one/b"), look("one/c"));
        assertThat(store.maxConcurrent()).isEqualTo(2);
    }

    @Test
    void foldersShareThoseOfTheControllersCredential() throws Exception {
        addToken(jenkins.jenkins, "theirs", store.issueToken());
        folder("one");
        folder("other");
        meeting(2);
        runTogether(look("one/a"), look("one/b"), look("other/a"), look("other/b"));
        assertThat(store.maxConcurrent()).isEqualTo(2);
    }

    /** Equal ids are different credentials. */
    @Test
    void foldersDoNotShareThem() throws Exception {
        addToken(folder("one"), "theirs", store.issueToken());
        addToken(folder("other"), "theirs", store.issueToken());
        meeting(4);
        runTogether(look("one/a"), look("one/b"), look("other/a"), look("other/b"));
        assertThat(store.maxConcurrent()).isEqualTo(4);
    }

    private Folder folder(String name) throws Exception {
        return jenkins.createProject(Folder.class, name);
    }

    private WorkflowJob look(String path) throws Exception {
        Folder folder = jenkins.jenkins.getItemByFullName(path.substring(0, path.indexOf('/')), Folder.class);
        WorkflowJob job = folder.createProject(WorkflowJob.class, path.substring(path.indexOf('/') + 1));
        return scripted(job, looks("theirs"));
    }

    private void runTogether(WorkflowJob... jobs) throws Exception {
        List<QueueTaskFuture<WorkflowRun>> builds = new ArrayList<>();
        for (WorkflowJob job : jobs) {
            builds.add(job.scheduleBuild2(0));
        }
        for (QueueTaskFuture<WorkflowRun> build : builds) {
            jenkins.assertBuildStatusSuccess(build);
        }
    }

    @Test
    void anotherTenantHasItsOwn() throws Exception {
        meeting(4);
        succeeds(looks(DEFAULT_CREDENTIALS, DEFAULT_CREDENTIALS, OTHER, OTHER));
        assertThat(store.maxConcurrent()).isEqualTo(4);
    }
}
