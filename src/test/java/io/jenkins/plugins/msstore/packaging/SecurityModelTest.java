package io.jenkins.plugins.msstore.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that docs/SECURITY_MODEL.md names as proofs exist. */
class SecurityModelTest {

    private static final Path PAGE = Path.of("docs/SECURITY_MODEL.md");
    private static final Path TESTS = Path.of("src/test/java");

    /** A code span with a {@code #}, which on that page is always a test. */
    private static final Pattern NAMED = Pattern.compile("`([^`#\\s]+)#([^`\\s]*)`");

    private final Path root = root();

    /** Both builds run tests in a folder of their own below the one that holds the page. */
    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(PAGE))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder above this one has " + PAGE);
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        List<MatchResult> named = NAMED.matcher(Files.readString(root.resolve(PAGE)))
                .results()
                .filter(test -> !test.group().equals("`Class#method`"))
                .toList();
        Set<String> missing = new TreeSet<>();
        for (MatchResult test : named) {
            if (!isThere(test.group(1), test.group(2))) {
                missing.add(test.group());
            }
        }

        assertThat(named).isNotEmpty();
        assertThat(missing).as("tests that are named and not there").isEmpty();
    }

    private boolean isThere(String type, String method) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(TESTS))) {
            List<Path> sources =
                    files.filter(file -> file.endsWith(type + ".java")).toList();
            return sources.size() == 1
                    && Pattern.compile("^ {4}void " + Pattern.quote(method) + "\\(", Pattern.MULTILINE)
                            .matcher(Files.readString(sources.get(0)))
                            .find();
        }
    }
}
