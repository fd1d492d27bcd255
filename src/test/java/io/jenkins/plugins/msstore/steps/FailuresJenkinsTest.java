package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.StoreJenkinsTest;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A failure is one line, which a script can catch. */
@WithJenkins
class FailuresJenkinsTest extends StoreJenkinsTest {

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
    }

    private static void assertOneLine(WorkflowRun build, String line) throws Exception {
        String log = JenkinsRule.getLog(build);
        assertThat(log.lines().filter(text -> text.startsWith("ERROR:")))
                .as(log)
                .singleElement()
                .asString()
                .startsWith("ERROR: " + line);
        assertThat(log).doesNotContain("\tat ", "Exception:", "hudson.AbortException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "msStoreAssignSeat productId: ' ', skuId: '0016', userName: 'a@b.c' | productId '' must not be blank",
                "msStoreAssignSeat skuId: '0016', userName: 'a@b.c' | productId must not be blank",
                "msStoreAssignSeat productId: '9N', skuId: '..', userName: 'a@b.c' | skuId '..'",
                "msStoreGetSeat productId: '9N', skuId: '0016', userName: 'ada' | userName 'ada' is not",
                "msStoreReclaimSeat productId: '9N', skuId: '0016', userName: 'a@b.c', credentialsId: 'x'"
                        + " | credentialsId: no credential with ID 'x'",
                "msStoreBulkSeats productId: '9N', skuId: '0016', action: 'grant', users: ['a@b.c'] | action 'grant'",
                "msStoreBulkSeats productId: '9N', skuId: '0016', action: 'assign' | users or usersFile is required",
                "msStoreBulkSeats productId: '9N', skuId: '0016', action: 'assign', usersFile: 'u.csv'"
                        + " | usersFile 'u.csv' needs a workspace",
                "msStoreBulkSeats productId: '9N', skuId: '0016', action: 'assign', users: ['a@b.c'], batchSize: 26"
                        + " | batchSize '26' must be 1 to 25",
                "msStoreBulkSeats productId: '9N', skuId: '0016', action: 'assign', users: ['a@b.c'], resultLimit: 10001"
                        + " | resultLimit '10001' must be 0 to 10000; the report always contains all users",
                "msStoreOfflineLicense productId: '9N', skuId: '0016', contentId: '../x' | contentId '../x'",
                "msStoreOfflineLicense productId: '9N', skuId: '0016', contentId: 'c', formats: ['pdf'] | formats 'pdf'",
                "msStoreGetSeat productId: '9MISSPELT', skuId: '0016', userName: 'a@b.c' | Get seat, product 9MISSPELT/0016",
                "node { msStoreBulkSeats productId: '9N', skuId: '0016', action: 'assign', usersFile: 'u.csv' }"
                        + " | usersFile 'u.csv' is not a file"
            })
    void aFailureIsOneLine(String script, String line) throws Exception {
        assertOneLine(fails(script), line);
    }

    @Test
    void aFailureCanBeCaughtAndRead() throws Exception {
        WorkflowRun build = succeeds("""
                try {
                    msStoreGetSeat productId: '9MISSPELT', skuId: '0016', userName: 'ada@contoso.com'
                } catch (e) {
                    echo "caught <${e.message}>"
                    echo "the same ${e.getMessage() == e.message}"
                }
                try {
                    msStoreAssignSeat productId: '', skuId: '0016', userName: 'ada@contoso.com'
                } catch (Exception e) {
                    echo "caught <${e.message}>"
                }
                """);

        assertThat(JenkinsRule.getLog(build))
                .contains("HTTP 404", "9MISSPELT", "the same true", "caught <productId '' must not be blank>")
                .doesNotContain("\tat ");
    }

    @Test
    void failedUsersFailTheBuildAndTheReportIsThere() throws Exception {
        WorkflowRun build = fails("""
                msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', reportName: 'monday',
                        users: ['ada@contoso.com', 'nobody@contoso.com']
                """);

        assertOneLine(build, "");
        assertThat(JenkinsRule.getLog(build)).contains("microsoft-store/seats/monday.csv");
        assertThat(artifact(build, "microsoft-store/seats/monday.csv")).contains("nobody@contoso.com,FAILED");
    }
}
