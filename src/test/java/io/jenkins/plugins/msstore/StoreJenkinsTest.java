package io.jenkins.plugins.msstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.ItemGroup;
import hudson.model.Result;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.config.MicrosoftStoreConfiguration;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Base of the tests on a real Jenkins: a simulator, a controller that uses it, and jobs with scripts in the sandbox.
 * Only the root build compiles classes of this name.
 */
public abstract class StoreJenkinsTest {

    /** The id of the credential that {@link #connect} makes the default. */
    protected static final String DEFAULT_CREDENTIALS = "store";

    protected StoreSimulator store;
    protected JenkinsRule jenkins;

    @BeforeEach
    final void startStore() throws IOException {
        store = simulator();
    }

    @AfterEach
    final void stopStore() {
        stop(store);
    }

    /** Starts the simulator of one test, without TLS unless a class overrides this. */
    protected StoreSimulator simulator() throws IOException {
        return StoreSimulator.builder()
                .plainHttp()
                .unknownUsers("nobody@contoso.com")
                .start();
    }

    /** Ends the simulator of one test. */
    protected void stop(StoreSimulator simulator) {
        simulator.close();
    }

    /** Configures a controller to use the simulator, with a ready-made token as the default credential. */
    protected final void connect(JenkinsRule rule) throws Exception {
        jenkins = rule;
        connect(rule, store.storeUrl(), store.issueToken());
        configure(settings -> settings.setScope(store.scope()));
    }

    /** Configures a controller in a process of its own. */
    protected static void connect(JenkinsRule rule, String storeUrl, String token) throws Exception {
        addToken(rule.jenkins, DEFAULT_CREDENTIALS, token);
        configure(settings -> {
            settings.setEndpoint(storeUrl);
            settings.setCredentialsId(DEFAULT_CREDENTIALS);
            settings.setMaxAttempts(1);
        });
    }

    /** Changes the controller's settings and saves them. */
    protected static void configure(Consumer<MicrosoftStoreConfiguration> change) {
        MicrosoftStoreConfiguration configuration = MicrosoftStoreConfiguration.get();
        change.accept(configuration);
        configuration.save();
    }

    /** Adds a secret text to the controller or to a folder. */
    protected static void addToken(ItemGroup<?> where, String id, String token) throws Exception {
        add(where, new StringCredentialsImpl(CredentialsScope.GLOBAL, id, null, Secret.fromString(token)));
    }

    /** Adds a credential to the controller or to a folder. */
    protected static void add(ItemGroup<?> where, Credentials credential) throws Exception {
        for (CredentialsStore candidate : CredentialsProvider.lookupStores(where)) {
            if (candidate.getContext() == where) {
                candidate.addCredentials(Domain.global(), credential);
                return;
            }
        }
        throw new IllegalStateException("no store for credentials in " + where.getDisplayName());
    }

    /** A job that runs a script in the sandbox. */
    protected final WorkflowJob job(String script) throws Exception {
        return scripted(jenkins.createProject(WorkflowJob.class), script);
    }

    /** Gives a job a script to run in the sandbox. */
    protected static WorkflowJob scripted(WorkflowJob job, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** Runs a script in the sandbox, which succeeds. */
    protected final WorkflowRun succeeds(String script) throws Exception {
        return jenkins.buildAndAssertSuccess(job(script));
    }

    /** Runs a script in the sandbox, which fails. */
    protected final WorkflowRun fails(String script) throws Exception {
        return jenkins.buildAndAssertStatus(Result.FAILURE, job(script));
    }

    /** Waits until requests of an operation have arrived, while the build is under way. */
    protected final void awaitRequests(Run<?, ?> build, Operation operation, long count) throws IOException {
        StoreFixture.await(() -> store.count(operation) >= count || !build.isBuilding());
        assertThat(store.count(operation)).as(JenkinsRule.getLog(build)).isGreaterThanOrEqualTo(count);
    }

    /** An artifact's text. */
    protected static String artifact(Run<?, ?> build, String path) throws IOException {
        return Files.readString(new File(build.getArtifactsDir(), path).toPath());
    }
}
