package io.jenkins.plugins.msstore.builders;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.StringParameterValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller without the Token Macro plugin. */
class WithoutTokenMacroJenkinsTest {

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension().omitPlugins("token-macro");

    @Test
    void variablesAreExpanded() throws Throwable {
        controller.then(WithoutTokenMacroJenkinsTest::build);
    }

    private static void build(JenkinsRule jenkins) throws Exception {
        assertThat(jenkins.jenkins.getPluginManager().getPlugin("token-macro")).isNull();
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new AssignSeatBuilder("$PRODUCT", "0016", "${USER_NAME,default=\"x\"}"));

        Run<?, ?> build = jenkins.assertBuildStatus(
                Result.FAILURE,
                project.scheduleBuild2(
                        0,
                        new ParametersAction(List.of(new StringParameterValue("PRODUCT", "..")), List.of("PRODUCT"))));

        assertThat(JenkinsRule.getLog(build)).contains("ERROR: productId '..'").doesNotContain("NoClassDefFoundError");
    }
}
