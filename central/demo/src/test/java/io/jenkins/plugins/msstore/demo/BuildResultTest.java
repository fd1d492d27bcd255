package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildResultTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            echo 'a'                                                              | SUCCESS
            unstable 'a'                                                          | UNSTABLE
            currentBuild.result = 'UNSTABLE'                                      | UNSTABLE
            currentBuild.result = 'FAILURE'; currentBuild.result = 'SUCCESS'      | FAILURE
            catchError { error 'a' }                                              | FAILURE
            catchError(buildResult: 'UNSTABLE') { error 'a' }                     | UNSTABLE
            catchError(buildResult: 'SUCCESS') { error 'a' }                      | SUCCESS
            unstable 'a'; error 'b'                                               | FAILURE
            """)
    void isTheWorstThatHappened(String script, Result result) throws IOException {
        assertThat(ScriptRun.of(script).result()).isEqualTo(result);
    }

    @Test
    void showsThatAStepIsMarkedUnstable() throws IOException {
        assertThat(ScriptRun.of("unstable 'two of three'").log())
                .contains("WARNING: two of three", "[Pipeline] unstable is marked UNSTABLE: two of three");
    }

    @Test
    void goesOnAfterACaughtError() throws IOException {
        ScriptRun run = ScriptRun.of(
                "catchError(message: 'never mind', stageResult: 'FAILURE') { error 'a' }\necho currentBuild.result");

        assertThat(run.printed()).containsExactly("never mind", "ERROR: a", "FAILURE");
        assertThat(run.log()).contains("[Pipeline] catchError is marked FAILURE: never mind");
    }
}
