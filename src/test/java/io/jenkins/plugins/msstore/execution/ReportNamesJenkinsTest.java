package io.jenkins.plugins.msstore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.Run;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The names of a build's reports as Jenkins stores them with the build. */
@WithJenkins
class ReportNamesJenkinsTest {

    @Test
    void aBuildThatWasStoredBeforeNamesHadOperationsGetsNames(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        build.addAction((ReportNames) Run.XSTREAM2.fromXML(
                "<io.jenkins.plugins.msstore.execution.ReportNames><used><string>monday</string></used>"
                        + "</io.jenkins.plugins.msstore.execution.ReportNames>"));

        assertThat(ReportNames.reserveNext(build, "assign", "an operation")).isEqualTo("assign-1");
    }
}
