package io.jenkins.plugins.msstore.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.StoredFiles;
import io.jenkins.plugins.msstore.TlsStoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Client secrets and tokens are stored only in the credentials store, encrypted; licenses only as artifacts. */
@WithJenkins
class SecretsJenkinsTest extends TlsStoreJenkinsTest {

    private final LogRecorder systemLog = new LogRecorder()
            .record("io.jenkins.plugins.msstore", Level.ALL)
            .record("com.microsoft.aad.msal4j", Level.ALL)
            .record("okhttp3", Level.ALL)
            .capture(100_000);

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connectAsApplication(rule);
    }

    @Test
    void neitherSecretNorTokenNorLicenseRemainsOnTheController() throws Exception {
        String token = store.issueToken();
        addToken(jenkins.jenkins, "ready-made", token);
        WorkflowJob job = job("""
                def user = [productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com']
                def seat = msStoreAssignSeat(user)
                msStoreGetSeat(user + [credentialsId: 'ready-made'])
                def result = msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',
                        users: ['bob@contoso.com']
                def license = msStoreOfflineLicense productId: '9NBLGGH516XP', skuId: '0016',
                        contentId: 'bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21', formats: ['encoded']
                try {
                    msStoreGetSeat(user + [productId: '9MISSPELT'])
                } catch (e) {
                    echo e.message
                }
                msStoreReclaimSeat(user)
                """);
        store.fault(
                FaultRule.on(Operation.RECLAIM_SEAT).effect(FaultEffect.drop().delayed(Duration.ofMinutes(10))));

        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        awaitRequests(build, Operation.RECLAIM_SEAT, 1);
        // while the build runs, the program's state has all values that the script holds
        jenkins.jenkins.save();
        List<String> shown =
                List.of(store.clientSecret(), token, licenseBlob(build).substring(0, 60));
        assertNotStored(build, shown);
        build.doStop();
        jenkins.waitForCompletion(build);

        assertNotStored(build, shown);
        assertThat(store.count(Operation.TOKEN)).isPositive();
        assertThat(systemLog.getMessages()).noneMatch(line -> shown.stream().anyMatch(line::contains));
        assertThat(JenkinsRule.getLog(build)).contains("9MISSPELT").doesNotContain("Bearer");
    }

    @Test
    void aWrongSecretIsOneLineWithoutTheSecret() throws Exception {
        add(jenkins.jenkins, application("wrong", "a~wrong~secret"));
        configure(settings -> settings.setCredentialsId("wrong"));

        WorkflowRun build =
                fails("msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'");

        assertThat(JenkinsRule.getLog(build))
                .containsOnlyOnce("ERROR:")
                .contains("AADSTS7000215")
                .doesNotContain("a~wrong~secret", "\tat ");
        assertThat(systemLog.getMessages()).noneMatch(line -> line.contains("a~wrong~secret"));
    }

    @Test
    void anExpiredSecretIsOneLineThatSaysWhereToRenewIt() throws Exception {
        store.expireSecret();

        WorkflowRun build =
                fails("msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'");
        // the other tests have the same simulator
        store.rotateSecret();

        assertThat(JenkinsRule.getLog(build).lines().filter(line -> line.startsWith("ERROR:")))
                .singleElement()
                .asString()
                .contains(
                        "AADSTS7000222",
                        "The client secret has expired. Create a new one in Microsoft Entra ID under App registrations");
    }

    private static String licenseBlob(WorkflowRun build) throws IOException {
        return artifact(
                build, "microsoft-store/licenses/9NBLGGH516XP-0016-bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21.license.txt");
    }

    /** Searches every file of the controller except the license. */
    private void assertNotStored(WorkflowRun build, List<String> texts) throws IOException {
        AtomicInteger files = new AtomicInteger();
        assertThat(StoredFiles.find(
                        jenkins.jenkins.getRootDir().toPath(),
                        build.getArtifactsDir().toPath(),
                        content ->
                                files.incrementAndGet() > 0 && texts.stream().anyMatch(text -> holds(content, text))))
                .isEmpty();
        assertThat(files).hasPositiveValue();
    }

    private static boolean holds(String content, String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return content.contains(text) || content.contains(encoded);
    }
}
