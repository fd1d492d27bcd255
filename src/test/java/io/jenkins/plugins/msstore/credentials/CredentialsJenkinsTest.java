package io.jenkins.plugins.msstore.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsParameterDefinition;
import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Fingerprint;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A build gets the credentials of its folders and of the controller, and their use is tracked. */
@WithJenkins
class CredentialsJenkinsTest extends StoreJenkinsTest {

    private static final String LOOK =
            "msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'";

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
    }

    @Test
    void aFoldersCredentialServesTheJobsInItAlone() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "school");
        addToken(folder, "of-the-school", store.issueToken());
        String script = LOOK + ", credentialsId: 'of-the-school'";

        jenkins.buildAndAssertSuccess(scripted(folder.createProject(WorkflowJob.class, "inside"), script));
        WorkflowRun outside = fails(script);

        jenkins.assertLogContains(
                "ERROR: credentialsId: no credential with ID 'of-the-school' is available to this build", outside);
    }

    @Test
    void aFoldersCredentialIsFoundWhereTheDefaultNamesIt() throws Exception {
        configure(settings -> settings.setCredentialsId("theirs"));
        Folder folder = jenkins.createProject(Folder.class, "school");
        addToken(folder, "theirs", store.issueToken());

        jenkins.buildAndAssertSuccess(scripted(folder.createProject(WorkflowJob.class, "inside"), LOOK));
        fails(LOOK);
    }

    @Test
    void aCredentialsParameterIsUsedByItsExpression() throws Exception {
        addToken(jenkins.jenkins, "chosen", store.issueToken());
        configure(settings -> settings.setCredentialsId(null));
        WorkflowJob job = job(LOOK + ", credentialsId: '${STORE}'");
        job.addProperty(new ParametersDefinitionProperty(new CredentialsParameterDefinition(
                "STORE", null, "nothing", StandardCredentials.class.getName(), false)));

        WorkflowRun build = job.scheduleBuild2(
                        0, new ParametersAction(new CredentialsParameterValue("STORE", "chosen", null, false)))
                .get();

        jenkins.assertBuildStatusSuccess(build);
        assertTracked("chosen", build);
    }

    @Test
    void aPlainParameterNamesACredentialInAnExpressionOfTheScript() throws Exception {
        addToken(jenkins.jenkins, "chosen", store.issueToken());
        WorkflowJob job = job(LOOK + ", credentialsId: params.STORE");
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("STORE")));

        WorkflowRun build = job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("STORE", "chosen")))
                .get();

        jenkins.assertBuildStatusSuccess(build);
        assertTracked("chosen", build);
    }

    /** A user's own credential, visible only to that user. */
    @Test
    void aUsersCredentialIsLimitedForItsBuildAlone() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        User user = User.getById("ada", true);
        try (ACLContext asUser = ACL.as(user)) {
            CredentialsStore own =
                    CredentialsProvider.lookupStores(user).iterator().next();
            own.addCredentials(
                    Domain.global(),
                    new StringCredentialsImpl(
                            CredentialsScope.USER, "own", null, Secret.fromString(store.issueToken())));
        }
        WorkflowJob job = job(LOOK + ", credentialsId: '${STORE}'");
        job.addProperty(new ParametersDefinitionProperty(new CredentialsParameterDefinition(
                "STORE", null, "nothing", StandardCredentials.class.getName(), false)));

        WorkflowRun one = buildWith(job, user);
        WorkflowRun two = buildWith(job, user);

        assertThat(limit(one, "${STORE}")).isEqualTo(limit(one, "${STORE}")).isNotEqualTo(limit(two, "${STORE}"));
    }

    private WorkflowRun buildWith(WorkflowJob job, User user) throws Exception {
        return jenkins.assertBuildStatusSuccess(job.scheduleBuild2(
                0,
                new CauseAction(new Cause.UserIdCause(user.getId())),
                new ParametersAction(new CredentialsParameterValue("STORE", "own", null, false))));
    }

    @Test
    void theUseOfACredentialIsTracked() throws Exception {
        assertTracked(DEFAULT_CREDENTIALS, succeeds(LOOK));
    }

    @Test
    void aMissingDefaultIsNamed() throws Exception {
        configure(settings -> settings.setCredentialsId(null));

        jenkins.assertLogContains("ERROR: credentialsId is missing", fails(LOOK));
    }

    @Test
    void aTokenThatIsNoneIsRefusedByTheServiceInOneLine() throws Exception {
        addToken(jenkins.jenkins, "expired", store.issueToken());
        store.expireTokens();
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job(LOOK + ", credentialsId: 'expired'"));

        jenkins.assertLogContains("HTTP 401", build);
        assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
    }

    /** Requests with an equal key share a limiter. */
    private static Object limit(WorkflowRun build, String id) {
        return CredentialsResolver.of(build, StoreSettings.current())
                .resolve(id)
                .limiterKey();
    }

    private WorkflowRun buildIn(Folder folder) throws Exception {
        return jenkins.buildAndAssertSuccess(scripted(folder.createProject(WorkflowJob.class, "job"), ""));
    }

    @Test
    void equalIdsOfDifferentFoldersAreDifferentCredentials() throws Exception {
        Folder one = jenkins.createProject(Folder.class, "one");
        Folder within = one.createProject(Folder.class, "within");
        Folder other = jenkins.createProject(Folder.class, "other");
        addToken(one, "theirs", store.issueToken());
        addToken(other, "theirs", store.issueToken());

        Object limit = limit(buildIn(one), "theirs");

        WorkflowRun build = buildIn(within);
        assertThat(limit(build, "theirs")).isEqualTo(limit);
        assertThat(limit(buildIn(other), "theirs")).isNotEqualTo(limit);
        addToken(within, "theirs", store.issueToken());
        assertThat(limit(build, "theirs")).isNotEqualTo(limit);
    }

    @Test
    void theControllersCredentialIsOneForAllFolders() throws Exception {
        Folder one = jenkins.createProject(Folder.class, "one");
        addToken(one, "theirs", store.issueToken());

        assertThat(limit(buildIn(one), DEFAULT_CREDENTIALS)).isEqualTo(limit(succeeds(""), DEFAULT_CREDENTIALS));
    }

    private static void assertTracked(String id, WorkflowRun build) throws Exception {
        StandardCredentials credential = CredentialsProvider.findCredentialById(id, StandardCredentials.class, build);
        Fingerprint fingerprint = CredentialsProvider.getFingerprintOf(credential);
        assertThat(fingerprint).isNotNull();
        assertThat(fingerprint.getJobs()).contains(build.getParent().getFullName());
    }
}
