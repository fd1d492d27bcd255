package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.StoreJenkinsTest;
import java.util.List;
import java.util.Objects;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.cps.nodes.StepAtomNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What views of a Pipeline show of a step. */
@WithJenkins
class PipelineViewsJenkinsTest extends StoreJenkinsTest {

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
    }

    private static List<FlowNode> steps(WorkflowRun build) {
        return new DepthFirstScanner()
                .allNodes(build.getExecution()).stream()
                        .filter(StepAtomNode.class::isInstance)
                        .toList();
    }

    @Test
    void theArgumentsTellOneCallFromAnotherAndNameNoUser() throws Exception {
        WorkflowRun build = succeeds("""
                msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', dryRun: true,
                        users: ['ada@contoso.com']
                msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', users: ['ada@contoso.com']
                msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                msStoreInventory warnBelow: 1
                msStoreListSeats userName: 'ada@contoso.com'
                """);

        assertThat(steps(build))
                .extracting(ArgumentsAction::getStepArgumentsAsString)
                .filteredOn(Objects::nonNull)
                .containsExactlyInAnyOrder(
                        "assign 9NBLGGH4R2R6/0016 dryRun",
                        "assign 9NBLGGH4R2R6/0016",
                        "9NBLGGH4R2R6/0016",
                        "warnBelow 1");
    }

    @Test
    void theErrorOfAFailedStepIsOneLine() throws Exception {
        WorkflowRun build = fails("msStoreGetSeat productId: '9MISSPELT', skuId: '0016', userName: 'ada@contoso.com'");

        FlowNode failed = steps(build).get(0);
        assertThat(failed.getAction(ErrorAction.class).getError())
                .hasMessageStartingWith("Get seat, product 9MISSPELT/0016");
        HtmlPage page = jenkins.createWebClient().goTo(failed.getUrl());
        assertThat(page.asNormalizedText())
                .contains("hudson.AbortException: Get seat, product 9MISSPELT/0016")
                .doesNotContain("ReadableFailure", "java.util.concurrent");
    }

    @Test
    void soIsThatOfAWrongArgumentAndOfFailedUsers() throws Exception {
        for (String script : List.of(
                "msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada'",
                "msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', users: ['ada']")) {
            FlowNode failed = steps(fails(script)).get(0);
            assertThat(failed.getAction(ErrorAction.class).getError().getStackTrace())
                    .as(script)
                    .isEmpty();
        }
    }
}
