package io.jenkins.plugins.msstore.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** All links between the pages have a target, and the index lists all pages. */
class DocumentsTest {

    private final Documents documents = Documents.ofCheckout();

    @Test
    void everyLinkLeadsToAPageAPartOfOneOrAFile() throws Exception {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (String page : documents.pages()) {
            for (String target : documents.targets(page)) {
                links++;
                if (!documents.isThere(page, target)) {
                    dead.add(page + ": " + target);
                }
            }
        }

        assertThat(links).isGreaterThan(50);
        assertThat(dead).isEmpty();
    }

    @Test
    void theIndexNamesEveryPageOnce() throws Exception {
        Set<String> pages = new TreeSet<>(documents.names("docs", ".md"));
        pages.remove("README.md");

        assertThat(documents.targets("docs/README.md").stream()
                        .filter(target -> target.matches("[\\w.]+\\.md"))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(pages);
    }

    /** A reader who comes from a search finds out in the first lines whether this is the right page. */
    @Test
    void everyPageBeginsWithWhatItIsFor() throws Exception {
        for (String page : documents.pages()) {
            List<String> lines = Files.readString(documents.file(page))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("[![")) // badges
                    .limit(2)
                    .toList();
            assertThat(lines.get(0)).as(page).startsWith("# ");
            assertThat(lines.get(1)).as(page).matches("[\\p{Lu}\\[`].*").doesNotStartWith("```");
        }
    }

    @Test
    void everyPictureIsShown() throws Exception {
        Set<String> shown = new HashSet<>();
        for (String page : documents.pages()) {
            documents.targets(page).stream()
                    .map(target -> target.replaceFirst(".*/", ""))
                    .forEach(shown::add);
        }

        assertThat(documents.names("docs/images", "")).isSubsetOf(shown);
    }
}
