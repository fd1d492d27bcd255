package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramStateTest {
    @Test
    void isRestoredAtEveryStep() throws IOException {
        ScriptRun run = ScriptRun.of("""
                def list = ['kept']
                def before = System.identityHashCode(list)
                echo 'a step'
                echo "${list} ${System.identityHashCode(list) == before}"
                """);

        assertThat(run.printed()).containsExactly("a step", "[kept] false");
    }

    @Test
    void goesOnBeingSharedByBranchesAndClosures() throws IOException {
        ScriptRun run = ScriptRun.of("""
                def list = []
                def add = { list << it }
                parallel(a: { echo 'x'; add('a') }, b: { echo 'x'; add('b') })
                echo list.sort().toString()
                """);

        assertThat(run.printed()).last().isEqualTo("[a, b]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            def found = 'abc' =~ /b/                       | java.util.regex.Matcher (in 'found')
            found = 'abc' =~ /b/                           | java.util.regex.Matcher (in 'found')
            def map = [inner: ['abc' =~ /b/]]              | java.util.regex.Matcher (in 'map.inner')
            def found = 'abc' =~ /b/; def c = { found }    | java.util.regex.Matcher (in 'found')
            def f() { def m = 'a' =~ /b/; return { m } }; def c = f()  | java.util.regex.Matcher (in 'm')
            def thing = new Object()                       | java.lang.Object (in 'thing')
            """)
    void namesWhatCannotBeSaved(String script, String complaint) throws IOException {
        ScriptRun run = ScriptRun.of(script + "; echo 'unreached'");

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.printed()).containsExactly("ERROR: java.io.NotSerializableException: " + complaint);
    }

    @Test
    void mayHoldWhatCannotBeSavedBetweenSteps() throws IOException {
        assertThat(ScriptRun.of("def m = 'abc' =~ /b/; def found = m.find(); m = null; echo \"${found}\"")
                        .printed())
                .containsExactly("true");
    }

    @Test
    void includesRunningSteps() throws IOException {
        ScriptRun run = ScriptRun.of("misbehave 'keeps what cannot be saved'");

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.printed())
                .containsExactly("ERROR: java.io.NotSerializableException: java.lang.Object (in 'unserializable')");
    }

    @Test
    void mayHoldTheHostsOwnObjects() throws IOException {
        assertThat(ScriptRun.of("def build = currentBuild\ndef e = env\necho 'a'\ne.X = 'x'\n"
                                + "echo \"${build.currentResult} ${env.X}\"")
                        .printed())
                .containsExactly("a", "SUCCESS x");
    }
}
