package io.jenkins.plugins.msstore.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.tasks.Builder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;

/** The tables of parameters in the documents have all parameters, and no others. */
class ParameterTablesStandInTest {
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");

    private final Documents documents = Documents.ofCheckout();
    private final BuiltPlugin plugin;

    ParameterTablesStandInTest() throws Exception {
        plugin = BuiltPlugin.onClassPath();
    }

    @Test
    void theReferenceHasTheParametersOfEveryStep() throws Exception {
        String page = Files.readString(documents.file("docs/STEPS.md"));
        List<Class<?>> descriptors = plugin.concrete(StepDescriptor.class);

        assertThat(descriptors).hasSameSizeAs(plugin.concrete(Step.class));
        for (Class<?> type : descriptors) {
            StepDescriptor step = (StepDescriptor) type.getDeclaredConstructor().newInstance();
            Set<String> parameters = new FormBinding(type.getEnclosingClass()).properties();
            parameters.remove("credentialsId"); // the page's beginning has it, for all steps

            assertThat(inTable(page, "### " + step.getFunctionName()))
                    .as(step.getFunctionName())
                    .containsExactlyInAnyOrderElementsOf(parameters);
        }
    }

    /** The names in the first column of the table of parameters below a heading. */
    private static List<String> inTable(String page, String heading) {
        return page.lines()
                .dropWhile(line -> !line.equals(heading))
                .dropWhile(line -> !line.startsWith("| parameter |"))
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(row -> CODE.matcher(row.split("\\|")[1]).results())
                .map(name -> name.group(1))
                .toList();
    }

    @Test
    void theFreestylePageNamesTheFieldOfEveryParameter() throws Exception {
        String page = Files.readString(documents.file("docs/FREESTYLE.md"));
        Set<String> parameters = plugin.concrete(Builder.class).stream()
                .flatMap(type -> new FormBinding(type).properties().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        List<String> missing = new ArrayList<>();
        for (Path file : plugin.files("*.properties")) {
            if (file.getParent().endsWith("fields")
                    && !file.getFileName().toString().contains("_")) {
                Properties labels = labels(file);
                for (String parameter : labels.stringPropertyNames()) {
                    if (parameters.contains(parameter) && !isInTable(page, labels.getProperty(parameter), parameter)) {
                        missing.add(parameter + ": " + labels.getProperty(parameter));
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    private static Properties labels(Path file) throws IOException {
        Properties labels = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            labels.load(reader);
        }
        return labels;
    }

    private static boolean isInTable(String page, String label, String parameter) {
        return page.lines().anyMatch(line -> line.startsWith("| *" + label + "* | `" + parameter + "` |"));
    }
}
