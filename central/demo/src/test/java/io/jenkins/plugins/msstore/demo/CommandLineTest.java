package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.jenkins.plugins.msstore.demo.steps.HostSteps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class CommandLineTest {
    /** The bit of SIGINT in a mask of signals. */
    private static final long SIGINT = 1 << 1;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            echo 'grün'           | 0 | Finished: SUCCESS
            unstable 'a'          | 0 | Finished: UNSTABLE
            error 'a'             | 1 | Finished: FAILURE
            timeout(time: 1, unit: 'MILLISECONDS') { sleep 100 }  | 1 | Finished: FAILURE
            """)
    void endsAsTheBuildDoes(String script, int code, String lastLine) throws Exception {
        try (HostProcess host = new HostProcess("--jenkinsfile", file("Jenkinsfile", script))) {
            assertThat(host.awaitEnd()).isEqualTo(code);
            assertThat(host.output()).last().isEqualTo(lastLine);
            assertThat(host.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --nonsense                                          | --nonsense
            --jenkinsfile none                                  | no such file: none
            --endpoint nonsense --token-file {token}            | --endpoint is not a URL: nonsense
            --endpoint https://store.invalid                    | --endpoint needs --token-file
            --endpoint https://store.invalid --tenant t         | --endpoint needs --token-file
            --token-file {token} --client-id c                  | --token-file takes the place of
            --max-concurrent 0                                  | --max-concurrent is a number from 1 to 64
            --max-concurrent many                               | --max-concurrent
            --trust {token}                                     | --trust: no certificates in PEM form
            --reclaim-method PUT                                | --reclaim-method
            """)
    void isRefusedWhenWrong(String arguments, String complaint) throws Exception {
        String token = file("token", "t");
        List<String> split = new ArrayList<>(List.of(arguments.split(" ")));
        split.replaceAll(argument -> argument.replace("{token}", token));
        try (HostProcess host = new HostProcess(split.toArray(String[]::new))) {
            assertThat(host.awaitEnd()).isEqualTo(2);
            assertThat(host.output()).isEmpty();
            assertThat(host.errors()).contains(complaint).contains("Usage: pipeline-demo");
        }
    }

    @Test
    void helpSaysWhatAScriptCanUse() throws Exception {
        try (HostProcess host = new HostProcess("--help")) {
            assertThat(host.awaitEnd()).isZero();
            String help = String.join(" ", host.output()).replaceAll("\\s+", " ");
            assertThat(help).contains("Declarative Pipelines", "shared libraries", "sandbox");
            HostSteps.descriptors()
                    .forEach(step -> assertThat(help).containsPattern("\\b" + step.getFunctionName() + "\\b"));
        }
    }

    @Test
    void mayBeInterruptedFromTheKeyboard() throws Exception {
        assumeFalse(isInterruptIgnored(), "this build runs in the background");
        String script = file("Jenkinsfile", "try { gate '" + folder + "/never' } finally { echo 'cleaned up' }");
        try (HostProcess host = new HostProcess("--jenkinsfile", script)) {
            host.awaitLine("Waiting for never");
            host.interrupt();

            assertThat(host.awaitEnd()).isEqualTo(1);
            assertThat(host.output())
                    .contains("Told to stop: FlowInterruptedException", "cleaned up", "ERROR: Interrupted: Aborted")
                    .last()
                    .isEqualTo("Finished: FAILURE");
        }
    }

    /** Whether the host would ignore Ctrl-C: a shell has processes in the background ignore it, with their children. */
    private static boolean isInterruptIgnored() throws Exception {
        Path status = Path.of("/proc/self/status"); // of Linux
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .mapToLong(
                                line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
                        .anyMatch(ignored -> (ignored & SIGINT) != 0);
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
