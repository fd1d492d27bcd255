package io.jenkins.plugins.msstore.builders;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.StringParameterValue;
import hudson.model.labels.LabelAtom;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.Seat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Freestyle builds with the build steps, and Pipelines that call them by their symbols. */
@WithJenkins
class FreestyleJenkinsTest extends StoreJenkinsTest {

    private static final String PRODUCT = DefaultWorld.OPEN.productId();
    private static final String SKU = DefaultWorld.OPEN.skuId();

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
    }

    private FreeStyleProject project(StoreBuilder... builders) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().addAll(List.of(builders));
        return project;
    }

    private static BulkSeatsBuilder bulk(String... users) {
        BulkSeatsBuilder builder = new BulkSeatsBuilder(PRODUCT, SKU, "assign");
        builder.users = new ArrayList<>(List.of(users));
        builder.reportName = "class";
        return builder;
    }

    private static ParametersAction parameter(String name, String value) {
        return new ParametersAction(List.of(new StringParameterValue(name, value)), List.of(name));
    }

    private List<String> holders() {
        return store.seats(DefaultWorld.OPEN).stream().map(Seat::assignedTo).toList();
    }

    @Test
    void everyBuildStepArchivesItsResult() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(project(
                new AssignSeatBuilder(PRODUCT, SKU, "ada@contoso.com"),
                bulk("bob@contoso.com"),
                new ReclaimSeatBuilder(PRODUCT, SKU, "ada@contoso.com"),
                new OfflineLicenseBuilder(
                        DefaultWorld.OFFLINE.productId(), DefaultWorld.OFFLINE.skuId(), DefaultWorld.CONTENT_ID)));

        assertThat(holders()).containsExactly("bob@contoso.com");
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath.replaceAll("licenses/.*?\\.", "licenses/*."))
                .containsExactlyInAnyOrder(
                        "microsoft-store/results/1-storeSeatAssign.json",
                        "microsoft-store/results/2-storeSeatsBulk.json",
                        "microsoft-store/results/3-storeSeatReclaim.json",
                        "microsoft-store/results/4-storeOfflineLicense.json",
                        "microsoft-store/seats/class.csv",
                        "microsoft-store/seats/class.json",
                        "microsoft-store/licenses/*.xml",
                        "microsoft-store/licenses/*.license.txt",
                        "microsoft-store/licenses/*.json");
        assertThat(artifact(build, "microsoft-store/results/1-storeSeatAssign.json"))
                .contains("ada@contoso.com");
    }

    @Test
    void variablesAndTokensAreExpanded() throws Exception {
        FreeStyleProject project = project(
                new AssignSeatBuilder("$PRODUCT", "${ENV,var=\"SKU\"}", "${FILE,path=\"user.txt\"}"),
                new AssignSeatBuilder("${PRODUCT}", SKU, "user${BUILD_NUMBER}@contoso.com"));
        project.setScm(new SingleFileSCM("user.txt", "of-the-file@contoso.com"));

        jenkins.assertBuildStatusSuccess(project.scheduleBuild2(
                0,
                new ParametersAction(
                        List.of(new StringParameterValue("PRODUCT", PRODUCT), new StringParameterValue("SKU", SKU)),
                        List.of("PRODUCT", "SKU"))));

        assertThat(holders()).containsExactlyInAnyOrder("of-the-file@contoso.com", "user1@contoso.com");
    }

    @Test
    void whatAVariableHoldsIsNoToken() throws Exception {
        FreeStyleProject project = project(new AssignSeatBuilder(PRODUCT, SKU, "$USER_NAME"));
        project.setScm(new SingleFileSCM("secret.txt", "a-secret@contoso.com"));

        Run<?, ?> build = jenkins.assertBuildStatus(
                Result.FAILURE, project.scheduleBuild2(0, parameter("USER_NAME", "${FILE,path=\"secret.txt\"}")));

        assertThat(JenkinsRule.getLog(build)).contains("userName '${FILE").doesNotContain("a-secret");
        assertThat(store.requests()).isEmpty();
    }

    @Test
    void aVariableMayHoldManyUsers() throws Exception {
        FreeStyleProject project = project(bulk("$USERS"));

        jenkins.assertBuildStatusSuccess(
                project.scheduleBuild2(0, parameter("USERS", "ada@contoso.com\nbob@contoso.com")));

        assertThat(holders()).containsExactlyInAnyOrder("ada@contoso.com", "bob@contoso.com");
    }

    @Test
    void usersComeFromAFileOnTheAgent() throws Exception {
        BulkSeatsBuilder builder = new BulkSeatsBuilder(PRODUCT, SKU, "assign");
        builder.usersFile = "$LIST.csv";
        FreeStyleProject project = project(builder);
        project.setAssignedNode(jenkins.createOnlineSlave(new LabelAtom("away")));
        project.setScm(new SingleFileSCM("class.csv", "UserPrincipalName,Name\nada@contoso.com,Ada\n"));

        jenkins.assertBuildStatusSuccess(project.scheduleBuild2(0, parameter("LIST", "class")));

        assertThat(holders()).containsExactly("ada@contoso.com");
    }

    @Test
    void packagesAreDownloadedToTheAgent() throws Exception {
        PackagesBuilder builder = new PackagesBuilder(DefaultWorld.OFFLINE.productId(), DefaultWorld.OFFLINE.skuId());
        builder.architectures = new ArrayList<>(List.of("$ARCHITECTURE"));
        builder.directory = "kit";
        FreeStyleProject project = project(builder);
        project.setAssignedNode(jenkins.createOnlineSlave(new LabelAtom("away")));

        FreeStyleBuild build =
                jenkins.assertBuildStatusSuccess(project.scheduleBuild2(0, parameter("ARCHITECTURE", "x64")));

        assertThat(build.getWorkspace().child("kit").list())
                .extracting(FilePath::getName)
                .containsExactlyInAnyOrder(
                        "Contoso.Kiosk_2.1.0.0_x64__8wekyb3d8bbwe.appx",
                        "Microsoft.VCLibs.140.00_14.0.33519.0_x64__8wekyb3d8bbwe.appx");
        assertThat(artifact(build, "microsoft-store/results/1-storePackages.json"))
                .contains("\"kit/Contoso.Kiosk", "\"sha256\"")
                .doesNotContain("://");
    }

    @Test
    void credentialsOfTheFolderAreUsed() throws Exception {
        configure(settings -> settings.setCredentialsId(null));
        Folder folder = jenkins.createProject(Folder.class);
        addToken(folder, "of-the-folder", store.issueToken());
        AssignSeatBuilder builder = new AssignSeatBuilder(PRODUCT, SKU, "ada@contoso.com");
        builder.setCredentialsId("of-the-folder");
        FreeStyleProject inside = folder.createProject(FreeStyleProject.class, "inside");
        inside.getBuildersList().add(builder);
        FreeStyleProject outside = project(builder);

        jenkins.buildAndAssertSuccess(inside);
        Run<?, ?> failed = jenkins.buildAndAssertStatus(Result.FAILURE, outside);

        jenkins.assertLogContains("no credential with ID 'of-the-folder' is available to this build", failed);
    }

    @Test
    void theBuildEndsAsOnFailureSays() throws Exception {
        for (Result expected : List.of(Result.FAILURE, Result.UNSTABLE, Result.SUCCESS)) {
            BulkSeatsBuilder builder = bulk("ada@contoso.com", "nobody@contoso.com", "no user");
            builder.onFailure =
                    expected == Result.FAILURE ? "FAIL" : expected == Result.UNSTABLE ? "UNSTABLE" : "CONTINUE";

            Run<?, ?> build = jenkins.buildAndAssertStatus(expected, project(builder));

            assertThat(artifact(build, "microsoft-store/results/1-storeSeatsBulk.json"))
                    .contains("\"failed\" : 1", "\"invalid\" : 1", "\"succeeded\" : 1");
            assertThat(artifact(build, "microsoft-store/seats/class.csv")).contains("nobody@contoso.com,FAILED");
            assertThat(JenkinsRule.getLog(build)).doesNotContain("\tat ");
        }
    }

    @Test
    void aStoppedBuildIsAbortedAndHasItsReport() throws Exception {
        configure(settings -> settings.setMaxConcurrentRequests(1));
        store.fault(FaultRule.on(Operation.BULK_SEATS)
                .from(2)
                .effect(FaultEffect.drop().delayed(Duration.ofMinutes(10))));
        BulkSeatsBuilder builder = bulk("ada@contoso.com", "bob@contoso.com", "eve@contoso.com");
        builder.batchSize = 1;
        FreeStyleBuild build = project(builder).scheduleBuild2(0).waitForStart();
        awaitRequests(build, Operation.BULK_SEATS, 2);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(artifact(build, "microsoft-store/seats/class.csv")).contains(",SUCCEEDED,", ",NOT_ATTEMPTED,");
        assertThat(artifact(build, "microsoft-store/results/1-storeSeatsBulk.json"))
                .contains("\"succeeded\" : 1");
    }

    @Test
    void pipelinesCanCallTheBuildSteps() throws Exception {
        WorkflowRun build = succeeds("""
                storeSeatAssign productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                withEnv(['LEAVER=ada@contoso.com']) {
                    storeSeatReclaim productId: '9NBLGGH4R2R6', skuId: '0016', userName: env.LEAVER
                }
                node {
                    writeFile file: 'users.txt', text: 'bob@contoso.com'
                    storeSeatsBulk productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', usersFile: 'users.txt'
                }
                """);

        assertThat(holders()).containsExactly("bob@contoso.com");
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains(
                        "microsoft-store/results/1-storeSeatAssign.json",
                        "microsoft-store/results/2-storeSeatReclaim.json",
                        "microsoft-store/results/3-storeSeatsBulk.json");
    }
}
