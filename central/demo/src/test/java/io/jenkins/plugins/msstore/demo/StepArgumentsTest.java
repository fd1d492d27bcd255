package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepArgumentsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            first: 'a', second: 'b'              | [first:a, second:b]
            first: 'a'                           | [first:a, second:null]
            first: null                          | [first:null, second:null]
            first: "${1}${2}"                    | [first:12, second:null]
            first: 'a', count: 12                | [first:a, second:null, count:12]
            first: 'a', count: '12'              | [first:a, second:null, count:12]
            first: 'a', count: 12L               | [first:a, second:null, count:12]
            first: 'a', flag: true               | [first:a, second:null, flag:true]
            first: 'a', flag: 'true'             | [first:a, second:null, flag:true]
            first: 'a', names: ['x', "${'y'}"]   | [first:a, second:null, names:[x, y]]
            [first: 'a'] + [second: 'b']         | [first:a, second:b]
            """)
    void fitTheParameters(String arguments, String bound) throws IOException {
        assertThat(ScriptRun.of("echo bound(" + arguments + ").toString()").printed())
                .containsExactly(bound);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            first: 1                  | bound: first expects String but received Integer
            first: 'a', count: 'x'    | bound: count expects a whole number
            first: 'a', count: 1.5    | bound: count expects a whole number
            first: 'a', names: 'x'    | bound: names expects List but received String
            first: 'a', names: [1]    | bound: names[0] expects String but received Integer
            first: 'a', third: 'c'    | bound: unknown parameter 'third', known are count, first, flag, names, second
            first: 'a', unbound: 'c'  | bound: unknown parameter 'unbound', known are count, first, flag, names, second
            'a'                       | bound: the arguments have to be named
            'a', 'b'                  | bound: the arguments have to be named
            """)
    void areRefusedByName(String arguments, String complaint) throws IOException {
        assertThat(ScriptRun.of("try { bound(" + arguments + ") } catch (e) { echo e.message }")
                        .printed())
                .containsExactly(complaint);
    }

    @Test
    void needNoNameWhereThereIsOneParameter() throws IOException {
        assertThat(ScriptRun.of("echo 'a'\necho(\"${'b'}\")\nsleep 0\nsleep time: 0, unit: 'MILLISECONDS'")
                        .printed())
                .containsExactly("a", "b", "Sleeping for 0 Seconds", "Sleeping for 0 Millis");
    }

    @Test
    void haveNoBlockWhereTheStepTakesNone() throws IOException {
        assertThat(ScriptRun.of("try { echo('a') { } } catch (e) { echo e.message }")
                        .printed())
                .containsExactly("echo takes no block");
    }
}
