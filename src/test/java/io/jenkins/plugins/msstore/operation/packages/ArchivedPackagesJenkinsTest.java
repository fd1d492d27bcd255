package io.jenkins.plugins.msstore.operation.packages;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.msstore.download.DownloadedFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The names of a build's archived packages as Jenkins stores them with the build. */
@WithJenkins
class ArchivedPackagesJenkinsTest {

    @Test
    void aFileIsStillKnownWhenTheBuildIsLoadedAgain(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        DownloadedFile file = new DownloadedFile("App_1_x64__8.appx", 1, "0".repeat(64));
        DownloadedFile other = new DownloadedFile("app_1_x64__8.appx", 1, "1".repeat(64));
        assertThat(ArchivedPackages.archive(build, List.of(file), () -> {})).isEmpty();

        build.reload();

        assertThat(ArchivedPackages.archive(build, List.of(other), () -> {})).contains(other);
        assertThat(ArchivedPackages.archive(build, List.of(file), () -> {})).isEmpty();
    }
}
