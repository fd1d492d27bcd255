package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            for (x in ['a', 'b']) { echo x }                                       | a b
            for (x in 1..3) { echo "${x}" }                                        | 1 2 3
            (1..<3).each { echo "${it}" }                                          | 1 2
            for (x in 3..1) { echo "${x}" }                                        | 3 2 1
            for (x in 0..<0) { echo "${x}" }; echo 'a'                             | a
            for (e in [k: 1, l: 2]) { echo "${e.key}${e.value}" }                  | k1 l2
            for (x in (['a', 'b'] as String[])) { echo x }                         | a b
            for (x in (['a', 'b'] as Set)) { echo x }                              | a b
            for (e in new TreeMap([k: 1]).entrySet()) { echo "${e.key}" }          | k
            for (int i = 0; i < 3; i++) { if (i == 1) { continue }; echo "${i}" }  | 0 2
            ['a', 'b'].each { echo it }                                            | a b
            ['a', 'b'].eachWithIndex { x, i -> echo "${i}${x}" }                   | 0a 1b
            [k: 1].each { k, v -> echo "${k}${v}" }                                | k1
            ['a', 'b'].collect { echo it; it + it }.each { echo it }               | a b aa bb
            [1, 2, 3].findAll { it > 1 }.each { echo "${it}" }                     | 2 3
            def twice(c) { c('a'); c('b') }; twice { echo it }                     | a b
            def c = { x -> echo x }; c('a')                                        | a
            c = { x -> echo x }; c('a')                                            | a
            def m = [n: 'a']; echo "${m.n} ${m['n']} ${m.none ?: 'b'}"             | a a b
            try { error 'a' } catch (e) { echo e.message } finally { echo 'b' }    | a b
            def n = 0; while (n < 2) { echo "${n++}" }                             | 0 1
            switch ('x') { case 'x': echo 'a'; break; default: echo 'b' }          | a
            @NonCPS def low(s) { s.toLowerCase() }; echo low('A')                  | a
            println 'a'; [1].each { println 'b' }; print 'c'                       | a b c
            """)
    void understandsGroovy(String script, String printed) throws IOException {
        ScriptRun run = ScriptRun.of(script);

        assertThat(String.join(" ", run.printed())).isEqualTo(printed);
        assertThat(run.result()).isEqualTo(Result.SUCCESS);
    }

    @Test
    void logsAsPipelineDoes() throws IOException {
        assertThat(ScriptRun.of("stage('One') { echo 'a' }").log())
                .containsExactly(
                        "[Pipeline] Start of Pipeline",
                        "[Pipeline] stage",
                        "[Pipeline] { (One)",
                        "[Pipeline] echo",
                        "a",
                        "[Pipeline] }",
                        "[Pipeline] // stage",
                        "[Pipeline] End of Pipeline");
    }

    @Test
    void readsAndWritesFilesOfTheWorkspace() throws IOException {
        ScriptRun run = ScriptRun.of("""
                node('any') {
                    echo "${fileExists 'a/b.txt'}"
                    writeFile file: 'a/b.txt', text: 'grün'
                    echo "${fileExists 'a/b.txt'} ${readFile 'a/b.txt'} ${env.WORKSPACE != null}"
                    echo readFile(file: 'a/b.txt', encoding: 'ISO-8859-1')
                }
                """);

        assertThat(run.printed()).endsWith("false", "true grün true", "grÃ¼n");
    }

    @Test
    void offersTheEnvironmentAndTheBuild() throws IOException {
        ScriptRun run = ScriptRun.of("""
                env.COLOUR = 'blue'
                echo "${env.COLOUR} ${COLOUR} ${env.NONE} ${env.BUILD_NUMBER}"
                echo "${currentBuild.result} ${currentBuild.currentResult} ${currentBuild.number}"
                """);

        assertThat(run.printed()).containsExactly("blue blue null 1", "null SUCCESS 1");
    }

    @Test
    void returnsTheResultOfABlock() throws IOException {
        assertThat(ScriptRun.of("echo stage('One') { node { 'a' } }").printed()).endsWith("a");
    }

    @Test
    void saysWhereItIsNotGroovy() throws IOException {
        ScriptRun run = ScriptRun.of("echo 'a'\necho (");

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.printed()).anyMatch(line -> line.contains("WorkflowScript.groovy: 2"));
    }
}
