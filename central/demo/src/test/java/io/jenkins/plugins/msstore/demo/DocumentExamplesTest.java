package io.jenkins.plugins.msstore.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.ProductKey;
import io.jenkins.plugins.msstore.simulator.Seat;
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
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the examples of README.md and docs/: every fenced block that says {@code groovy} and nothing more. Blocks with
 * Declarative Pipelines and Job DSL have another word after {@code groovy}, because only Jenkins understands them.
 */
class DocumentExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("documents.root", "."));
    private static final Pattern BLOCK =
            Pattern.compile("^```groovy[ \\t]*\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern LISTING =
            Pattern.compile("^```text[ \\t]*\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    /** Functions in place of the steps of other plugins. */
    private static final String OTHER_STEPS = """
            def input(Map arguments) {
                echo "Approved: ${arguments.message}"
            }

            def unarchive(Map arguments) {
                for (file in arguments.mapping) {
                    writeFile file: file.value, text: new File('%s', file.key).text
                }
            }

            """;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicContainer> examplesRun() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            pages.filter(page -> page.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        List<DynamicContainer> examples = new ArrayList<>();
        for (Path document : documents) {
            List<DynamicTest> tests = examples(document);
            if (!tests.isEmpty()) {
                examples.add(
                        DynamicContainer.dynamicContainer(document.getFileName().toString(), tests));
            }
        }
        assertThat(examples).extracting(DynamicContainer::getDisplayName).contains("README.md", "STEPS.md");
        return examples.stream();
    }

    private List<DynamicTest> examples(Path document) throws IOException {
        String text = Files.readString(document);
        List<MatchResult> blocks = BLOCK.matcher(text).results().toList();
        return blocks.stream()
                .map(block -> example(document.getFileName().toString(), block.group(1), line(text, block.start(1))))
                .toList();
    }

    private static long line(String document, int offset) {
        return document.substring(0, offset).lines().count() + 1;
    }

    /** No example depends on those before it. */
    private static void takeAllSeats() {
        for (ProductKey product : List.of(DefaultWorld.OPEN, DefaultWorld.GENEROUS)) {
            SharedSimulator.INSTANCE.reclaimSeats(
                    product,
                    SharedSimulator.INSTANCE.seats(product).stream()
                            .map(Seat::assignedTo)
                            .toArray(String[]::new));
        }
    }

    private DynamicTest example(String document, String script, long line) {
        return DynamicTest.dynamicTest(
                "line " + line, () -> run(Files.createDirectories(folder.resolve(document + "-" + line)), script));
    }

    private static void run(Path folder, String script) throws IOException {
        takeAllSeats();
        List<String> arguments = new ArrayList<>(SharedSimulator.arguments(folder));
        String otherSteps = OTHER_STEPS.formatted(folder.resolve("artifacts"));
        arguments.addAll(List.of(
                "--jenkinsfile",
                Files.writeString(folder.resolve("Jenkinsfile"), otherSteps + script)
                        .toString()));
        ByteArrayOutputStream log = new ByteArrayOutputStream();

        int code = new PipelineDemo(new PrintStream(log, true, StandardCharsets.UTF_8))
                .execute(arguments.toArray(String[]::new));

        assertThat(code).as(log.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    void theOfflineKitHasTheFilesThatItsPageShows() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/OFFLINE_KIT.md"));

        run(folder, firstBlock(BLOCK, page));

        Path workspace = folder.resolve("workspace");
        try (Stream<Path> files = Files.walk(workspace.resolve("kit"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> workspace.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(
                            firstBlock(LISTING, page).lines().toList());
        }
    }

    private static String firstBlock(Pattern kind, String page) {
        return kind.matcher(page).results().findFirst().orElseThrow().group(1);
    }
}
