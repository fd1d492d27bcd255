package io.jenkins.plugins.msstore.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.tasks.Builder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** Help files are fragments that Jenkins inserts into a page; the Pipeline step reference uses them, too. */
class HelpFileTest {
    private static final Pattern OF_FIELD = Pattern.compile("help-(\\w+?)(?:_[a-z]{2}(?:_[A-Z]{2})?)?\\.html");

    private static final Pattern TRANSLATED = Pattern.compile("help.*_[a-z]{2}\\.html");

    private final BuiltPlugin plugin;
    private final List<Path> helpFiles;

    HelpFileTest() throws Exception {
        plugin = BuiltPlugin.onClassPath();
        helpFiles = plugin.files("help*.html");
    }

    @Test
    void everyHelpFileIsOneWellFormedDivWithoutInlineCode() throws Exception {
        List<String> broken = new ArrayList<>();
        for (Path file : helpFiles) {
            try {
                Markup help = Markup.ofHelp(file);
                if (!help.root().getTagName().equals("div")) {
                    broken.add(plugin.name(file) + ": root is " + help.root().getTagName());
                }
                for (String find : help.inlineCode()) {
                    broken.add(plugin.name(file) + ": " + find);
                }
            } catch (SAXException e) {
                broken.add(plugin.name(file) + ": " + e.getMessage());
            }
        }

        assertThat(helpFiles).isNotEmpty();
        assertThat(broken).isEmpty();
    }

    @Test
    void everyHelpFileIsOfAClassAndItsProperty() {
        List<String> orphans = new ArrayList<>();
        for (Path file : helpFiles) {
            Matcher ofField = OF_FIELD.matcher(file.getFileName().toString());
            boolean wanted = plugin.classOf(file)
                    .map(type -> !ofField.matches() || new FormBinding(type).reads(ofField.group(1)))
                    .orElse(false);
            if (!wanted) {
                orphans.add(plugin.name(file));
            }
        }

        assertThat(helpFiles).isNotEmpty();
        assertThat(orphans).isEmpty();
    }

    @Test
    void everyStepHasHelp() {
        List<Class<?>> steps = new ArrayList<>(plugin.concrete(Step.class));
        steps.addAll(plugin.concrete(Builder.class));

        assertThat(steps).isNotEmpty();
        assertThat(steps).allMatch(step -> plugin.hasResource(step, "help.html"), "has a help.html beside it");
    }

    @Test
    void everyHelpFileIsThereInEveryLanguage() {
        List<Path> missing = helpFiles.stream()
                .filter(file ->
                        !TRANSLATED.matcher(file.getFileName().toString()).matches())
                .flatMap(file -> MessagesTest.LANGUAGES.stream()
                        .map(language -> file.resolveSibling(
                                file.getFileName().toString().replace(".html", "_" + language + ".html"))))
                .filter(file -> !Files.exists(file))
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void everyTranslatedHelpFileHasAnOriginal() {
        assertThat(helpFiles)
                .filteredOn(file ->
                        TRANSLATED.matcher(file.getFileName().toString()).matches())
                .isNotEmpty()
                .allMatch(file -> Files.exists(
                        file.resolveSibling(file.getFileName().toString().replaceFirst("_[a-z]{2}\\.html$", ".html"))));
    }
}
