package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StepFailureTest {
    @Test
    void endsTheBuildWithOneLine() throws IOException {
        ScriptRun run = ScriptRun.of("error 'no seat left'\necho 'unreached'");

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.printed()).containsExactly("ERROR: no seat left");
    }

    @Test
    void canBeCaught() throws IOException {
        ScriptRun run = ScriptRun.of("""
                try {
                    node { readFile 'none' }
                } catch (java.nio.file.NoSuchFileException e) {
                    echo 'caught'
                }
                """);

        assertThat(run.result()).isEqualTo(Result.SUCCESS);
        assertThat(run.printed()).endsWith("caught");
    }

    @Test
    void namesTheContextThatIsMissing() throws IOException {
        ScriptRun run = ScriptRun.of("readFile 'a'");

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.printed()).containsExactly("ERROR: Required context class hudson.FilePath is missing");
    }

    @Test
    void namesAStepThatIsNotThere() throws IOException {
        ScriptRun run = ScriptRun.of("echo 'a'\nnosuchStep 'a'");

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.printed()).anyMatch(line -> line.startsWith("ERROR: No such step: nosuchStep, known are"));
        assertThat(run.printed()).last().asString().contains("WorkflowScript.groovy:2");
    }

    @Test
    void pointsToTheScriptsLine() throws IOException {
        ScriptRun run = ScriptRun.of("echo 'a'\necho none.toString()");

        assertThat(run.printed())
                .containsExactly(
                        "a",
                        "ERROR: groovy.lang.MissingPropertyException: No such property: none for class: WorkflowScript",
                        "\tat WorkflowScript.run(WorkflowScript.groovy:2)");
    }

    @Test
    void showsTheTraceOfAnUnexpectedError() throws IOException {
        ScriptRun run = ScriptRun.of("misbehave 'fails'");

        assertThat(run.printed())
                .startsWith("ERROR: java.lang.NullPointerException: fails")
                .anyMatch(line -> line.contains("MisbehavingStep"));
    }

    @Test
    void isAResultThatScriptsMayNotUse() throws IOException {
        ScriptRun run = ScriptRun.of("misbehave 'returns what is not plain'");

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.printed()).anyMatch(line -> line.contains("java.util.Optional, not plain data"));
    }

    @Test
    void afterASuccessIsTooLate() throws IOException {
        assertThat(ScriptRun.of("echo misbehave('answers twice')").printed()).containsExactly("first");
    }
}
