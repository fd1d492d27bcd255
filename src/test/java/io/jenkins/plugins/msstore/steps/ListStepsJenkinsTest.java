package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The steps that list something in sandboxed scripts, whose results need no approval. */
@WithJenkins
class ListStepsJenkinsTest extends StoreJenkinsTest {

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
    }

    @AfterEach
    void nothingNeedsAnApproval() {
        assertThat(ScriptApproval.get().getPendingSignatures()).isEmpty();
        assertThat(ScriptApproval.get().getPendingScripts()).isEmpty();
    }

    @Test
    void listsAndDetailsAreReadableInASandboxAndArchived() throws Exception {
        store.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "bob@contoso.com");

        WorkflowRun build = succeeds("""
                def inventory = msStoreInventory reportName: 'nightly', warnBelow: 1, displayNames: 'en-us'
                for (entry in inventory.entries) {
                    echo "${entry.productKey.productId} ${entry.availableSeats} of ${entry.seatCapacity}"
                    echo "named ${entry.displayName}"
                }
                def seats = msStoreListSeats productId: '9NBLGGH4R2R6', skuId: '0016', resultLimit: 1
                echo "${seats.seats.collect { it.assignedTo }} of ${seats.total}, cut ${seats.truncated}"
                def hers = msStoreListSeats userName: 'ada@contoso.com'
                echo "hers ${hers.seats[0].productKey.productId}"
                def product = msStoreProduct productId: '9NBLGGH4R2R6', skuId: '0016', languages: ['en-us']
                echo "called ${product.localized['en-us'].displayName}, ${product.packageFamilyName}"
                """);

        assertThat(JenkinsRule.getLog(build))
                .contains(
                        "9WZDNCRFJ3TJ 3 of 3",
                        "9NBLGGH4R2R6 null of null",
                        "named Contoso Reader",
                        "[ada@contoso.com] of 2, cut true",
                        "hers 9NBLGGH4R2R6",
                        ", Contoso.Reader_8wekyb3d8bbwe");
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .containsExactlyInAnyOrder(
                        "microsoft-store/inventory/nightly.csv",
                        "microsoft-store/inventory/nightly.json",
                        "microsoft-store/seat-lists/seats-9NBLGGH4R2R6-0016-1.csv",
                        "microsoft-store/seat-lists/seats-9NBLGGH4R2R6-0016-1.json",
                        "microsoft-store/seat-lists/seats-of-user-1.csv",
                        "microsoft-store/seat-lists/seats-of-user-1.json");
        assertThat(build.getRootDir().toPath().resolve("microsoft-store-work")).doesNotExist();
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.getPage(build, "microsoft-store");
            assertThat(page.asNormalizedText())
                    .contains("List the inventory", "4 products", "List seats", "2 seats", "Get product details")
                    .contains("This build only read from the Store; it changed no seats.")
                    .doesNotContain("No users were processed");
            assertThat(page.querySelectorAll("a[href$='inventory/nightly.csv']"))
                    .hasSize(1);
        }
    }

    @Test
    void aShortageOfSeatsMarksBuildAndStep() throws Exception {
        WorkflowJob job = job("""
                pipeline {
                    agent none
                    stages {
                        stage('inventory') {
                            steps {
                                msStoreInventory(warnBelow: '4')
                                echo 'goes on'
                            }
                        }
                    }
                }
                """);

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.UNSTABLE, job);

        String line = "1 product has fewer than 4 seats available: 9WZDNCRFJ3TJ/0012 (3 of 3 available)";
        assertThat(JenkinsRule.getLog(build)).contains("WARNING: the build is unstable: " + line, "goes on");
        assertThat(new DepthFirstScanner().allNodes(build.getExecution()))
                .extracting(node -> node.getAction(WarningAction.class))
                .filteredOn(action -> action != null)
                .singleElement()
                .satisfies(action -> assertThat(action.getMessage()).startsWith(line));
    }
}
