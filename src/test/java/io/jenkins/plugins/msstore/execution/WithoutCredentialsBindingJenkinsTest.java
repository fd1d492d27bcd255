package io.jenkins.plugins.msstore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.msstore.builders.AssignSeatBuilder;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller without the Credentials Binding plugin, and without what needs it. */
class WithoutCredentialsBindingJenkinsTest {

    @RegisterExtension
    private final RealJenkinsExtension controller =
            new RealJenkinsExtension().omitPlugins("credentials-binding", "pipeline-model-definition");

    @Test
    void stepsAndBuildStepsRun() throws Throwable {
        controller.then(WithoutCredentialsBindingJenkinsTest::build);
    }

    private static void build(JenkinsRule jenkins) throws Exception {
        assertThat(jenkins.jenkins.getPluginManager().getPlugin("credentials-binding"))
                .isNull();
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new AssignSeatBuilder("9NBLGGH4R2R6", "0016", "ada@contoso.com"));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("""
                catchError {
                    msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                }
                storeSeatAssign productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                """, true));

        for (Run<?, ?> build : new Run<?, ?>[] {
            jenkins.buildAndAssertStatus(Result.FAILURE, project), jenkins.buildAndAssertStatus(Result.FAILURE, job)
        }) {
            assertThat(JenkinsRule.getLog(build))
                    .contains("ERROR: credentialsId ")
                    .doesNotContain("NoClassDefFoundError", "\tat ");
        }
    }
}
