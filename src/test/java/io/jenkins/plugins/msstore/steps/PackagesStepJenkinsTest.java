package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.labels.LabelAtom;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.msstore.StoredFiles;
import io.jenkins.plugins.msstore.TlsStoreJenkinsTest;
import io.jenkins.plugins.msstore.client.StoreFixture;
import io.jenkins.plugins.msstore.simulator.AppPackage;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Product;
import io.jenkins.plugins.msstore.util.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import jenkins.security.MasterToSlaveCallable;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Packages of a Store over TLS, downloaded to an agent. */
@WithJenkins
class PackagesStepJenkinsTest extends TlsStoreJenkinsTest {

    private static final String KIOSK = "Contoso.Kiosk_2.1.0.0_x64__8wekyb3d8bbwe.appx";
    private static final AppPackage BIG = AppPackage.of("Big_1_x64__8", "x64").size(3_000_000);
    private static final String BIG_FILE = "Big_1_x64__8.appx";
    private static final String DOWNLOAD_BIG =
            "msStorePackages productId: '9NBLGGH5BIGX', skuId: '0016', directory: 'kit'";

    private final LogRecorder systemLog = new LogRecorder()
            .record("io.jenkins.plugins.msstore", Level.ALL)
            .record("okhttp3", Level.ALL)
            .capture(100_000);

    private DumbSlave agent;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connectAsApplication(rule);
        store.product(Product.offline("9NBLGGH5BIGX", "0016").appPackage(BIG));
        agent = rule.createOnlineSlave(new LabelAtom("away"));
    }

    @AfterEach
    void nothingNeedsAnApproval() {
        assertThat(ScriptApproval.get().getPendingSignatures()).isEmpty();
        Locale.setDefault(Locale.ENGLISH);
    }

    private FilePath kit(WorkflowJob job) {
        return agent.getWorkspaceFor(job).child("kit");
    }

    private static String digest(FilePath file) throws Exception {
        try (InputStream in = file.read()) {
            return Sha256.hex(in.readAllBytes());
        }
    }

    private void awaitPart(WorkflowJob job, Run<?, ?> build) {
        FilePath part = kit(job).child(BIG_FILE + ".part");
        StoreFixture.await(() -> {
            try {
                return part.exists() && part.length() > 0 || !build.isBuilding();
            } catch (IOException | InterruptedException e) {
                return false;
            }
        });
    }

    /** The files of the controller that have a part of a signed URL. */
    private List<Path> filesWithAUrl() throws IOException {
        Path root = jenkins.jenkins.getRootDir().toPath();
        return StoredFiles.find(
                root, null, content -> content.contains("signature=") || content.contains(store.cdnUrl()));
    }

    @Test
    void packagesAreDownloadedToAnAgentAndArchived() throws Exception {
        WorkflowJob job = job("""
                def all = msStorePackages productId: '9NBLGGH516XP', skuId: '0016'
                echo "all ${all.packages.collect { it.architectures[0] }}"
                node('away') {
                    def kit = msStorePackages productId: '9NBLGGH516XP', skuId: '0016',
                            architectures: ['X64', 'neutral'], directory: 'out/kit', archive: true
                    echo "main ${kit.packages[0].file} of ${kit.packages[0].dependencies.size()}"
                    for (file in kit.files) {
                        echo "there ${fileExists(file)} ${file}"
                    }
                    sleep 1
                }
                """);

        WorkflowRun build = jenkins.buildAndAssertSuccess(job);

        assertThat(JenkinsRule.getLog(build))
                .contains("all [x64, x86]", "main out/kit/" + KIOSK + " of 2", "there true out/kit/Microsoft.UI.Xaml")
                .contains("Downloaded 3 files (0.3 MB) of the packages of 9NBLGGH516XP/0016 to out/kit");
        FilePath folder = agent.getWorkspaceFor(job).child("out/kit");
        assertThat(folder.list()).hasSize(3).noneMatch(file -> file.getName().endsWith(".part"));
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .hasSize(3)
                .contains("microsoft-store/packages/" + KIOSK);
        assertThat(Sha256.hex(Files.readAllBytes(
                        build.getArtifactsDir().toPath().resolve("microsoft-store/packages/" + KIOSK))))
                .isEqualTo(digest(folder.child(KIOSK)));
        assertThat(build.getRootDir().toPath().resolve("microsoft-store-work")).doesNotExist();
        assertThat(store.requests(Operation.DOWNLOAD))
                .hasSize(3)
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isNull());
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.getPage(build, "microsoft-store");
            assertThat(page.asNormalizedText()).contains("Get packages", "2 packages", "1 package, 3 files (0.3 MB)");
            assertThat(page.querySelectorAll("a[href$='" + KIOSK + "']")).hasSize(1);
            JsonNode operation = new JsonMapper()
                    .readTree(browser.goTo(build.getUrl() + "microsoft-store/api/json", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .at("/operations/1");
            assertThat(operation.get("kind").asText()).isEqualTo("PACKAGES");
            assertThat(operation.get("packages").asInt()).isEqualTo(1);
            assertThat(operation.get("files").asInt()).isEqualTo(3);
            assertThat(operation.get("bytes").asLong()).isEqualTo(320_000);
            assertThat(operation.get("reports")).hasSize(3);
            Locale.setDefault(Locale.GERMAN);
            assertThat(((HtmlPage) browser.getPage(build, "microsoft-store")).asNormalizedText())
                    .contains("Pakete holen", "1 Paket, 3 Dateien (0,3 MB)");
        }
    }

    @Test
    void noUrlOfAFileIsKeptAnywhere() throws Exception {
        store.fault(FaultRule.on(Operation.DOWNLOAD).nth(1).effect(FaultEffect.slowBody(500_000)));
        WorkflowJob job = job("""
                node('away') {
                    def kit = %s
                    echo "${kit}"
                    try {
                        msStorePackages productId: '9NBLGGH5BIGX', skuId: '0016', directory: 'other', archive: true
                    } catch (e) {
                        echo "caught ${e.message}"
                    }
                }
                """.formatted(DOWNLOAD_BIG));
        store.fault(FaultRule.on(Operation.DOWNLOAD).effect(FaultEffect.redirect("http://cdn.invalid/x?signature=1")));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        awaitPart(job, build);
        // as it is while the build runs: the program's state, the journal and the record
        jenkins.jenkins.save();
        List<Path> meanwhile = filesWithAUrl();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));

        assertThat(JenkinsRule.getLog(build))
                .contains("caught Download of " + BIG_FILE + " failed: the CDN redirects to a URL that is not https")
                .doesNotContain("signature", "cdn.invalid", "://");
        assertThat(meanwhile).isEmpty();
        assertThat(filesWithAUrl()).isEmpty();
        assertThat(systemLog.getMessages()).noneMatch(line -> line.contains("signature"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are killed in another way there")
    void anAgentThatIsKilledIsOneLineAndTheNextAttemptGoesOnWithThePart() throws Exception {
        store.fault(FaultRule.on(Operation.DOWNLOAD).nth(1).effect(FaultEffect.slowBody(500_000)));
        WorkflowJob job = job("""
                node('away') {
                    try {
                        %s
                    } catch (e) {
                        echo "caught ${e.message}"
                    }
                }
                def kit = node('away') {
                    %s
                }
                echo "then ${kit.files}"
                """.formatted(DOWNLOAD_BIG, DOWNLOAD_BIG));
        String agentProcess = agent.getChannel().call(new ProcessId()).toString();
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        awaitPart(job, build);

        assertThat(new ProcessBuilder("kill", "-9", agentProcess)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        jenkins.waitForMessage("caught ", build);
        agent.toComputer().connect(true).get();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(JenkinsRule.getLog(build))
                .contains(
                        "caught Download of " + BIG_FILE + " failed: it cannot be written: the connection to agent '"
                                + agent.getNodeName() + "' is lost",
                        "then [kit/" + BIG_FILE + "]")
                .doesNotContain("at io.jenkins.plugins.msstore");
        assertThat(store.requests(Operation.DOWNLOAD))
                .extracting(request -> request.header("Range"))
                .hasSize(2)
                .last()
                .asString()
                .matches("bytes=[1-9]\\d+-");
        assertThat(digest(kit(job).child(BIG_FILE))).isEqualTo(BIG.content().sha256());
        assertThat(kit(job).list()).hasSize(1);
    }

    @Test
    void anAgentThatIsDisconnectedIsOneLine() throws Exception {
        store.fault(FaultRule.on(Operation.DOWNLOAD).nth(1).effect(FaultEffect.slowBody(500_000)));
        WorkflowJob job = job("""
                node('away') {
                    try {
                        %s
                    } catch (e) {
                        echo "caught ${e.message}"
                    }
                }
                """.formatted(DOWNLOAD_BIG));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        awaitPart(job, build);

        jenkins.disconnectSlave(agent);

        jenkins.waitForMessage("caught ", build);
        assertThat(JenkinsRule.getLog(build))
                .contains("caught Download of " + BIG_FILE + " failed: it cannot be written: the connection to agent '"
                        + agent.getNodeName() + "' is lost");
        agent.toComputer().connect(true).get();
        jenkins.waitForCompletion(build);
        assertThat(kit(job).list()).extracting(FilePath::getName).containsExactly(BIG_FILE + ".part");
    }

    @Test
    void anInterruptedDownloadLeavesAPartAlone() throws Exception {
        store.fault(FaultRule.on(Operation.DOWNLOAD).effect(FaultEffect.slowBody(100_000)));
        WorkflowJob job = job("""
                node('away') {
                    timeout(time: 4, unit: 'SECONDS') {
                        %s
                    }
                }
                """.formatted(DOWNLOAD_BIG));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        assertThat(kit(job).list()).extracting(FilePath::getName).containsExactly(BIG_FILE + ".part");
        assertThat(JenkinsRule.getLog(build)).doesNotContain("at io.jenkins.plugins.msstore");
    }

    /** Of the process that runs it. */
    private static final class ProcessId extends MasterToSlaveCallable<Long, RuntimeException> {

        private static final long serialVersionUID = 1L;

        @Override
        public Long call() {
            return ProcessHandle.current().pid();
        }
    }
}
