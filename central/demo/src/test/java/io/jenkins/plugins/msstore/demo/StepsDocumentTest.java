package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of the steps' document: every fenced block that says {@code groovy} and nothing more. */
class StepsDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("steps.document", "docs/STEPS.md"));
    private static final Pattern BLOCK =
            Pattern.compile("^```groovy[ \\t]*\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> hasExamplesThatRun() throws IOException {
        String document = Files.readString(DOCUMENT);
        List<MatchResult> blocks = BLOCK.matcher(document).results().toList();
        assertThat(blocks).as("examples in " + DOCUMENT).isNotEmpty();
        return blocks.stream().map(block -> example(block.group(1), line(document, block.start(1))));
    }

    private static long line(String document, int offset) {
        return document.substring(0, offset).lines().count() + 1;
    }

    private DynamicTest example(String script, long line) {
        return DynamicTest.dynamicTest("line " + line, () -> {
            Path mine = Files.createDirectories(folder.resolve("line-" + line));
            List<String> arguments = new ArrayList<>(SharedSimulator.arguments(mine));
            arguments.addAll(List.of(
                    "--jenkinsfile",
                    Files.writeString(mine.resolve("Jenkinsfile"), script).toString()));
            ByteArrayOutputStream log = new ByteArrayOutputStream();

            int code = new PipelineDemo(new PrintStream(log, true, StandardCharsets.UTF_8))
                    .execute(arguments.toArray(String[]::new));

            assertThat(code).as(log.toString(StandardCharsets.UTF_8)).isZero();
        });
    }
}
