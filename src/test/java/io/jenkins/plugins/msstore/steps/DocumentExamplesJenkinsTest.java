package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
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
