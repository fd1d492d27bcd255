package io.jenkins.plugins.msstore.fields;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.builders.PackagesBuilder;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.steps.PackagesStep;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of the form for packages. */
class PackagesFieldsStandInTest {

    @TempDir
    private Path home;

    private final Locale before = Locale.getDefault();
    private StandInJenkins jenkins;
    private PackagesFields step;
    private PackagesFields builder;

    @BeforeEach
    void start() {
        Locale.setDefault(Locale.ENGLISH);
        jenkins = StandInJenkins.start(home.toFile()).withIndexedExtensions(PackagesStep.class.getClassLoader());
        step = jenkins.getDescriptorByType(PackagesStep.DescriptorImpl.class);
        builder = jenkins.getDescriptorByType(PackagesBuilder.DescriptorImpl.class);
    }

    @AfterEach
    void stop() {
        jenkins.close();
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x64", " X64 \r\n\r\nneutral\r\n", "ARM64"})
    void usualArchitecturesAreAccepted(String value) {
        assertThat(step.doCheckArchitectures(null, value).kind).isEqualTo(FormValidation.Kind.OK);
    }

    /** The service may have words that are not known today. */
    @Test
    void anUnusualWordIsAWarning() {
        FormValidation architecture = step.doCheckArchitectures(null, "x64\nrisc");
        assertThat(architecture.kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(architecture.getMessage()).contains("risc", "neutral, x86, x64, arm, arm64");
        assertThat(step.doCheckFormats(null, "appxbundle").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(step.doCheckFormats(null, "exe").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(step.doCheckArchitectures(null, "$ARCHITECTURE").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(builder.doCheckArchitectures(null, "$ARCHITECTURE").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "'', false, OK",
        "'', true, ERROR",
        "kit, true, OK",
        "../kit, false, ERROR",
        "/kit, false, ERROR",
        "' ', false, ERROR"
    })
    void aDirectoryIsInTheWorkspaceAndNeededToArchive(String value, boolean archive, FormValidation.Kind expected) {
        assertThat(step.doCheckDirectory(null, value, archive).kind).isEqualTo(expected);
    }

    @Test
    void aDirectoryWithAVariableIsCheckedByTheBuild() {
        assertThat(builder.doCheckDirectory(null, "../$WHERE", false).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(step.doCheckDirectory(null, "../$WHERE", false).kind).isEqualTo(FormValidation.Kind.ERROR);
    }
}
