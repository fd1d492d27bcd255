package io.jenkins.plugins.msstore.builders;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Seat;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.credentialsbinding.impl.SecretBuildWrapper;
import org.jenkinsci.plugins.credentialsbinding.impl.StringBinding;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A user who may start and read a build cannot see the secrets that the build binds. */
@WithJenkins
class MaskedSecretsJenkinsTest extends StoreJenkinsTest {

    private static final String PRODUCT = DefaultWorld.OPEN.productId();
    private static final String SKU = DefaultWorld.OPEN.skuId();

    private static final String UNKNOWN = "gone-s3cret@contoso.com";

    @Override
    protected StoreSimulator simulator() throws IOException {
        return StoreSimulator.builder().plainHttp().unknownUsers(UNKNOWN).start();
    }

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
        addToken(rule.jenkins, "bound", "s3cret$word@contoso.com");
        addToken(rule.jenkins, "other", UNKNOWN);
        addToken(rule.jenkins, "no-user", "no-s3cret-user");
    }

    private static BulkSeatsBuilder bulk(String... users) {
        BulkSeatsBuilder builder = new BulkSeatsBuilder(PRODUCT, SKU, "assign");
        builder.users = new ArrayList<>(List.of(users));
        builder.reportName = "staff";
        builder.onFailure = "CONTINUE";
        return builder;
    }

    private FreeStyleProject binding(StoreBuilder... builders) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildWrappersList()
                .add(new SecretBuildWrapper(List.of(
                        new StringBinding("BOUND", "bound"),
                        new StringBinding("OTHER", "other"),
                        new StringBinding("NO_USER", "no-user"))));
        project.getBuildersList().addAll(List.of(builders));
        return project;
    }

    private static ParametersAction who(String value) {
        return new ParametersAction(List.of(new StringParameterValue("WHO", value)), List.of("WHO"));
    }

    /** All files of the build, and its page, except the working files of Pipeline. */
    private void assertHoldsNoSecret(Run<?, ?> build) throws Exception {
        Path folder = build.getRootDir().toPath();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.startsWith(folder.resolve("workflow-completed"))))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                            .doesNotContain("s3cret"));
        }
        HtmlPage page = jenkins.createWebClient().getPage(build, "microsoft-store/");
        assertThat(page.getWebResponse().getContentAsString()).contains("****").doesNotContain("s3cret");
    }

    @Test
    void aFreestyleBuildShowsNoSecretThatAParameterNames() throws Exception {
        FreeStyleProject project =
                binding(new AssignSeatBuilder(PRODUCT, SKU, "$WHO"), bulk("$WHO", "$OTHER", "is $NO_USER"));

        Run<?, ?> build = jenkins.assertBuildStatusSuccess(project.scheduleBuild2(0, who("${BOUND}")));

        assertThat(store.seats(DefaultWorld.OPEN))
                .extracting(Seat::assignedTo)
                .allSatisfy(user -> assertThat(user).startsWith("s3cret"));
        assertThat(artifact(build, "microsoft-store/results/1-storeSeatAssign.json"))
                .contains("\"****\"");
        assertThat(artifact(build, "microsoft-store/results/2-storeSeatsBulk.json"))
                .contains("\"****\"");
        assertThat(artifact(build, "microsoft-store/seats/staff.csv"))
                .contains("\r\n****,SUCCEEDED", "\r\n****,FAILED", "\r\nis ****,INVALID");
        assertHoldsNoSecret(build);
    }

    @Test
    void aFreestyleBuildThatFailsShowsNoSecret() throws Exception {
        FreeStyleProject project = binding(new AssignSeatBuilder(PRODUCT, SKU, "$OTHER"));

        Run<?, ?> build = jenkins.assertBuildStatus(Result.FAILURE, project.scheduleBuild2(0));

        assertHoldsNoSecret(build);
    }

    @Test
    void aPipelineShowsNoSecretAndItsScriptGetsWhatItAskedFor() throws Exception {
        Run<?, ?> build = succeeds("""
                withCredentials([string(credentialsId: 'bound', variable: 'WHO')]) {
                    def outer = WHO
                    withCredentials([string(credentialsId: 'other', variable: 'WHO'),
                            string(credentialsId: 'no-user', variable: 'NO_USER')]) {
                        def seat = msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: outer
                        if (seat.assignedTo != outer) {
                            error 'the script got something else'
                        }
                        msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',
                                users: [outer, WHO, 'is ' + NO_USER], onFailure: 'CONTINUE', reportName: 'staff'
                        parallel one: {
                            storeSeatAssign productId: '9NBLGGH4R2R6', skuId: '0016', userName: outer
                        }, two: {
                            withCredentials([string(credentialsId: 'bound', variable: 'THIRD')]) {
                                storeSeatReclaim productId: '9NBLGGH4R2R6', skuId: '0016', userName: WHO,
                                        ignoreMissing: true
                            }
                        }
                    }
                }
                """);

        assertThat(artifact(build, "microsoft-store/seats/staff.csv"))
                .contains("\r\n****,SUCCEEDED", "\r\n****,FAILED", "\r\nis ****,INVALID");
        assertThat(artifact(build, "microsoft-store/seats/staff.json")).contains("\"****\"");
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .anyMatch(path -> path.endsWith("-storeSeatAssign.json"));
        assertHoldsNoSecret(build);
    }

    /** Groovy has expanded the arguments already: a value that looks like a variable or a token is not expanded. */
    @ParameterizedTest
    @ValueSource(strings = {"${BOUND}", "$BOUND", "${FILE,path=\"secret.txt\"}", "${ENV,var=\"BOUND\"}"})
    void aPipelineExpandsNoParameter(String value) throws Exception {
        WorkflowJob job = job("""
                node {
                    writeFile file: 'secret.txt', text: 'file-s3cret@contoso.com'
                    withCredentials([string(credentialsId: 'bound', variable: 'BOUND')]) {
                        catchError {
                            storeSeatReclaim(productId: '9NBLGGH4R2R6', skuId: '0016', userName: params.WHO)
                        }
                        step([$class: 'ReclaimSeatBuilder', productId: '9NBLGGH4R2R6', skuId: '0016',
                                userName: params.WHO])
                    }
                }
                """);
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("WHO", "")));

        Run<?, ?> build = jenkins.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0, who(value)));

        assertThat(JenkinsRule.getLog(build).split("ERROR: userName '" + Pattern.quote(value), -1))
                .hasSize(3);
        assertThat(store.requests()).isEmpty();
        assertThat(new String(Files.readAllBytes(build.getLogFile().toPath()), StandardCharsets.UTF_8))
                .doesNotContain("s3cret");
    }
}
