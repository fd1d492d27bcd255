package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts can use Groovy's library as on a controller; their state is saved and read back at each step. */
class GroovyLibraryTest {
    @Test
    void writesAndReadsJson() throws IOException {
        ScriptRun run = ScriptRun.of("""
                import groovy.json.JsonOutput
                import groovy.json.JsonSlurper
                import groovy.json.JsonSlurperClassic

                @NonCPS
                def names(text) { new JsonSlurper().parseText(text).users.collect { it.name } }

                node {
                    writeFile file: 'users.json', text: JsonOutput.toJson([users: [[name: 'ada'], [name: 'bob']]])
                    def text = readFile 'users.json'
                    def read = new JsonSlurperClassic().parseText(text)
                    for (user in read.users) {
                        echo user.name
                    }
                    echo "${names(text)}"
                    echo JsonOutput.prettyPrint(JsonOutput.toJson(read.users[0]))
                }
                """);

        assertThat(run.printed()).endsWith("ada", "bob", "[ada, bob]", "{", "    \"name\": \"ada\"", "}");
        assertThat(run.result()).isEqualTo(Result.SUCCESS);
    }

    @Test
    void writesAndReadsXml() throws IOException {
        ScriptRun run = ScriptRun.of("""
                import groovy.xml.MarkupBuilder

                @NonCPS
                def written(names) {
                    def text = new StringWriter()
                    def xml = new MarkupBuilder(text)
                    xml.users { names.each { xml.user(name: it) } }
                    text.toString()
                }

                def text = written(['ada', 'bob'])
                def names = new XmlSlurper().parseText(text).user.collect { it.@name.text() }
                echo "${names}"
                def read = new XmlParser().parseText(text)
                echo 'kept'
                echo "${read.user[1].attribute('name')} ${groovy.xml.XmlUtil.escapeXml('<')}"
                """);

        assertThat(run.printed()).containsExactly("[ada, bob]", "kept", "bob &lt;");
        assertThat(run.result()).isEqualTo(Result.SUCCESS);
    }

    @Test
    void countsWithDates() throws IOException {
        ScriptRun run = ScriptRun.of("""
                def day = Date.parse('yyyy-MM-dd', '2026-01-31') + 1
                def sameDay = java.time.LocalDate.of(2026, 1, 31).plusDays(1)
                echo 'kept'
                echo "${day.format('dd.MM.yyyy')} ${sameDay}"
                """);

        assertThat(run.printed()).containsExactly("kept", "01.02.2026 2026-02-01");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            new groovy.json.JsonSlurper().parseText('{"a": 1}')  | groovy.json.internal.LazyMap
            new XmlSlurper().parseText('<a/>')                   | groovy.util.slurpersupport.NodeChild
            """)
    void cannotKeepWhatAControllerCannotSave(String expression, String type) throws IOException {
        ScriptRun run = ScriptRun.of("def read = " + expression + "; echo 'unreached'");

        assertThat(run.result()).isEqualTo(Result.FAILURE);
        assertThat(run.printed()).containsExactly("ERROR: java.io.NotSerializableException: " + type + " (in 'read')");
    }
}
