package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.MoreCollectors;
import hudson.FilePath;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.StringParameterValue;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Seat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The Declarative examples of the documents run; a test of {@code central/} runs the scripted ones. */
@WithJenkins
class DocumentExamplesJenkinsTest extends StoreJenkinsTest {

    private static final Pattern BLOCK =
            Pattern.compile("^```groovy declarative\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private static final String REPORT = """
            userName,outcome,state,dateAssigned,failureReason,correlationVector,action,productId,skuId,wouldChange
            ada@contoso.com,SUCCEEDED,Active,,,,assign,9NBLGGH4R2R6,0016,
            bob@contoso.com,NOT_ATTEMPTED,,,,,assign,9NBLGGH4R2R6,0016,
            """;

    /** The job of DESIRED_STATE.md, as the builds of a multibranch Pipeline run it. */
    @Test
    void theListInGitIsPlannedOnPullRequestsAndAppliedOnMain(JenkinsRule rule) throws Exception {
        connect(rule);
        String script = BLOCK.matcher(Files.readString(Path.of("docs/DESIRED_STATE.md")))
                .results()
                .map(block -> block.group(1))
                .collect(MoreCollectors.onlyElement());
        WorkflowJob job = job(script);
        FilePath list = rule.jenkins.getWorkspaceFor(job).child("staff.csv");
        list.write("Name;Mail\nAda;ada@contoso.com\nGrace;grace@contoso.com\n", "UTF-8");
        store.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "kiosk@contoso.com", "eve@contoso.com");

        as(rule, Map.of("BRANCH_NAME", "PR-7", "CHANGE_ID", "7", "CHANGE_TARGET", "main"));
        WorkflowRun plan = rule.buildAndAssertSuccess(job);
        assertThat(plan.getDescription()).isEqualTo("1 to add, 1 to remove");
        assertThat(artifact(plan, "microsoft-store/seats/plan.csv")).contains(",ADD", ",REMOVE");
        assertThat(store.seats(DefaultWorld.OPEN)).hasSize(3);

        as(rule, Map.of("BRANCH_NAME", "main"));
        rule.buildAndAssertSuccess(job);
        assertThat(store.seats(DefaultWorld.OPEN))
                .extracting(Seat::assignedTo)
                .containsExactlyInAnyOrder("ada@contoso.com", "grace@contoso.com", "kiosk@contoso.com");
        rule.buildAndAssertSuccess(job);

        store.assignSeats(DefaultWorld.OPEN, "bob@contoso.com", "mallory@contoso.com");
        WorkflowRun stopped = rule.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(JenkinsRule.getLog(stopped)).contains("maxRemovals", "microsoft-store/seats/staff-plan.csv");
        assertThat(store.seats(DefaultWorld.OPEN)).hasSize(5);

        as(rule, Map.of("BRANCH_NAME", "PR-8", "CHANGE_ID", "8", "CHANGE_TARGET", "main"));
        rule.buildAndAssertStatus(Result.UNSTABLE, job);

        as(rule, Map.of("BRANCH_NAME", "main"));
        rule.assertBuildStatusSuccess(
                job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("MAX_REMOVALS", "2"))));
        assertThat(store.seats(DefaultWorld.OPEN)).hasSize(3);
    }

    private static void as(JenkinsRule rule, Map<String, String> branch) throws IOException {
        rule.jenkins
                .getGlobalNodeProperties()
                .replaceBy(List.of(new EnvironmentVariablesNodeProperty(branch.entrySet().stream()
                        .map(variable ->
                                new EnvironmentVariablesNodeProperty.Entry(variable.getKey(), variable.getValue()))
                        .toList())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/EXAMPLES.md"})
    void declarativeExamplesRun(String document, JenkinsRule rule) throws Exception {
        connect(rule);
        List<MatchResult> blocks =
                BLOCK.matcher(Files.readString(Path.of(document))).results().toList();
        assertThat(blocks).isNotEmpty();

        for (MatchResult block : blocks) {
            WorkflowJob job = job(block.group(1));
            FilePath workspace = rule.jenkins.getWorkspaceFor(job);
            workspace.child("students.csv").write("UserPrincipalName\nada@contoso.com\n", "UTF-8");
            workspace.child("staff.csv").write("Name;Mail\nAda;ada@contoso.com\n", "UTF-8");
            workspace.child("report.csv").write(REPORT, "UTF-8");

            rule.buildAndAssertSuccess(job);
        }
    }
}
