package io.jenkins.plugins.msstore.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The repository's pages for readers, in Markdown. */
final class Documents {

    private static final Pattern FENCED = Pattern.compile("(?ms)^( *)```.*?^\\1```$");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern LINK_AROUND_TEXT = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}_ -]");

    private final Path root;

    private Documents(Path root) {
        this.root = root;
    }

    /** The pages of this checkout: both builds run tests in a folder of their own below its root. */
    static Documents ofCheckout() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("docs/ARCHITECTURE.md"))) {
                return new Documents(folder);
            }
        }
        throw new IllegalStateException("no folder above this one has docs/ARCHITECTURE.md");
    }

    /** A file of the checkout. */
    Path file(String path) {
        return root.resolve(path);
    }

    /** All pages, by their paths below the root. */
    List<String> pages() throws IOException {
        List<String> pages = new ArrayList<>(
                List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "central/jenkins-api/README.md"));
        for (String name : names("docs", ".md")) {
            pages.add("docs/" + name);
        }
        return pages;
    }

    /** The names of the files of a folder. */
    Set<String> names(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            Set<String> names = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .forEach(names::add);
            return names;
        }
    }

    /** A page without its fenced blocks, in which there are no links and no headings. */
    String prose(String page) throws IOException {
        return FENCED.matcher(Files.readString(root.resolve(page))).replaceAll("");
    }

    /** The targets of a page's links and pictures inside the repository, as they are written. */
    List<String> targets(String page) throws IOException {
        return LINK.matcher(CODE.matcher(prose(page)).replaceAll("code"))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.matches("(?i)[a-z]+:.*"))
                .toList();
    }

    /** Whether a target exists, and, if it names a part of a page, whether the page has a heading of that name. */
    boolean isThere(String page, String target) throws IOException {
        String path = target.replaceFirst("#.*", "");
        Path file = path.isEmpty()
                ? root.resolve(page)
                : root.resolve(page).resolveSibling(path).normalize();
        if (!file.startsWith(root) || !Files.exists(file)) {
            return false;
        }
        return !target.contains("#")
                || anchors(root.relativize(file).toString()).contains(target.substring(target.indexOf('#') + 1));
    }

    private Set<String> anchors(String page) throws IOException {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(prose(page)).results().forEach(heading -> {
            String text = LINK_AROUND_TEXT.matcher(heading.group(1)).replaceAll("$1");
            String anchor = NOT_IN_ANCHORS
                    .matcher(text.toLowerCase(Locale.ROOT))
                    .replaceAll("")
                    .replace(' ', '-');
            int times = seen.merge(anchor, 1, Integer::sum);
            anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
        });
        return Collections.unmodifiableSet(anchors);
    }
}
