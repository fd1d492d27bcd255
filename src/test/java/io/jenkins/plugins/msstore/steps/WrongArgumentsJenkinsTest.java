package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.StoreJenkinsTest;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A script with an argument of the wrong type ends with one line and sends nothing. */
@WithJenkins
class WrongArgumentsJenkinsTest extends StoreJenkinsTest {

    private static final String SEAT = "msStoreAssignSeat productId: '9NBLGGH4R2R6', ";
    private static final String BULK = "msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', ";
    private static final String LICENSE =
            "msStoreOfflineLicense productId: '9NBLGGH516XP', skuId: '0016', contentId: 'c', ";

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
        // as on a controller, which only warns of a parameter that does not exist; tests are stricter
        DescribableModel.STRICT_PARAMETER_CHECKING = false;
    }

    @AfterEach
    void restore() {
        DescribableModel.STRICT_PARAMETER_CHECKING = true;
    }

    /** Each ends with the line that it is to be answered with. */
    static String[] wrong() {
        return new String[] {
            SEAT + "skuId: 0016, userName: 'a@b.c' // skuId 14 must be text, in quotes",
            SEAT + "skuId: '0016', user: 'a@b.c' // user 'a@b.c' is not a parameter of msStoreAssignSeat, which has"
                    + " credentialsId, productId, skuId, userName",
            SEAT + "skuId: '0016', userName: null // userName null must be text",
            BULK + "users: ['a@b.c'], dryRun: 'yes' // dryRun 'yes' must be true or false, without quotes",
            BULK + "users: ['a@b.c'], dryRun: 'true' // dryRun 'true' must be true or false, without quotes",
            BULK + "users: ['a@b.c'], dryRun: \"${'y' + 'es'}\" // dryRun 'yes' must be true or false, without quotes",
            BULK + "users: ['a@b.c'], dryRun: null // dryRun null must be true or false",
            BULK + "users: 'a@b.c' // users 'a@b.c' must be a list, in brackets",
            BULK + "users: ['a@b.c', null] // users[1] null must be text",
            BULK + "users: ['a@b.c', 7] // users[1] 7 must be text, in quotes",
            BULK + "users: ['a@b.c'], batchSize: '10' // batchSize '10' must be a whole number, without quotes",
            BULK + "users: ['a@b.c'], batchSize: 2.5 // batchSize 2.5 must be a whole number",
            BULK + "users: ['a@b.c'], batchSize: 99999999999 // batchSize 99999999999 must be a whole number",
            LICENSE + "formats: 'xml' // formats 'xml' must be a list, in brackets",
            LICENSE + "archive: 'no' // archive 'no' must be true or false, without quotes"
        };
    }

    /** All on one controller: starting one for each takes minutes. */
    @Test
    void isOneLineInAScriptedPipeline() throws Exception {
        for (String script : wrong()) {
            assertOneLine(fails(script), script);
        }
        assertThat(store.requests()).isEmpty();
    }

    @Test
    void isOneLineInADeclarativePipeline() throws Exception {
        for (String script : wrong()) {
            assertOneLine(fails("""
                    pipeline {
                        agent none
                        stages {
                            stage('seats') {
                                steps {
                                    script {
                                        %s
                                    }
                                }
                            }
                        }
                    }
                    """.formatted(script)), script);
        }
        assertThat(store.requests()).isEmpty();
    }

    /** Of a literal, Jenkins says so itself, before the build begins. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: 0016, userName: 'a@b.c'",
                "msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', user: 'a@b.c'",
                "msStoreBulkSeats productId: '9N', skuId: '0016', action: 'assign', users: ['a@b.c'], dryRun: 'yes'",
                "msStoreBulkSeats productId: '9N', skuId: '0016', action: 'assign', users: ['a@b.c'], dryRun: 'true'",
                "msStoreBulkSeats productId: '9N', skuId: '0016', action: 'assign', users: ['a@b.c'], dryRun: null",
                "msStoreBulkSeats productId: '9N', skuId: '0016', action: 'assign', users: 'a@b.c'"
            })
    void aLiteralOfADeclarativePipelineIsRefused(String step) throws Exception {
        fails("pipeline { agent none\n stages { stage('seats') { steps {\n" + step + "\n} } } }");

        assertThat(store.requests()).isEmpty();
    }

    /** Jenkins wraps what is thrown while it binds a build step, so there are more lines; ours is the first of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "storeSeatAssign productId: '9NBLGGH4R2R6', skuId: 0016, userName: 'a@b.c' // skuId 14 must be text",
                "storeSeatAssign productId: '9NBLGGH4R2R6', skuId: '0016', user: 'a@b.c' // user 'a@b.c' is not a",
                "storeSeatsBulk productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', users: ['a@b.c'],"
                        + " dryRun: 'yes' // dryRun 'yes' must be true or false",
                "step([$class: 'BulkSeatsBuilder', productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',"
                        + " users: ['a@b.c'], dryRun: 'yes']) // dryRun 'yes' must be true or false",
                "storeSeatsBulk productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', users: 'a@b.c'"
                        + " // users 'a@b.c' must be a list"
            })
    void aBuildStepIsNotRun(String script) throws Exception {
        WorkflowRun build = fails(script);

        assertThat(JenkinsRule.getLog(build)).contains(line(script));
        assertThat(store.requests()).isEmpty();
    }

    private static String line(String script) {
        return script.substring(script.indexOf(" // ") + 4);
    }

    private static void assertOneLine(WorkflowRun build, String script) throws Exception {
        String log = JenkinsRule.getLog(build);
        assertThat(log.lines().filter(line -> line.startsWith("ERROR:")))
                .as(log)
                .containsExactly("ERROR: " + line(script));
        assertThat(log).doesNotContain("\tat ", "Exception", "WARNING");
    }
}
