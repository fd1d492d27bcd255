package io.jenkins.plugins.msstore.fields;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.steps.AssignSeatStep;
import io.jenkins.plugins.msstore.steps.BulkSeatsStep;
import io.jenkins.plugins.msstore.steps.OfflineLicenseStep;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The required fields of a form: no error before something is typed. */
class RequiredFieldsStandInTest {

    @TempDir
    Path home;

    private StandInJenkins jenkins;

    @BeforeEach
    void start() {
        jenkins = StandInJenkins.start(home.toFile()).withIndexedExtensions(AssignSeatStep.class.getClassLoader());
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    private Stream<FormValidation> checked(String value) {
        AssignSeatStep.DescriptorImpl seat = jenkins.getDescriptorByType(AssignSeatStep.DescriptorImpl.class);
        OfflineLicenseStep.DescriptorImpl license =
                jenkins.getDescriptorByType(OfflineLicenseStep.DescriptorImpl.class);
        BulkSeatsStep.DescriptorImpl bulk = jenkins.getDescriptorByType(BulkSeatsStep.DescriptorImpl.class);
        return Stream.of(
                seat.doCheckProductId(null, value),
                seat.doCheckSkuId(null, value),
                seat.doCheckUserName(null, value),
                license.doCheckContentId(null, value),
                bulk.doCheckUsers(null, value, ""));
    }

    @Test
    void anEmptyFieldIsNotRed() {
        assertThat(Stream.concat(checked(""), checked(null)))
                .extracting(check -> check.kind)
                .containsOnly(FormValidation.Kind.OK);
    }

    @Test
    void aWrongValueIsToldAtOnce() {
        assertThat(checked(".")).extracting(check -> check.kind).doesNotContain(FormValidation.Kind.OK);
    }

    @Test
    void usersInTwoWaysAreToldAtOnce() {
        BulkSeatsStep.DescriptorImpl bulk = jenkins.getDescriptorByType(BulkSeatsStep.DescriptorImpl.class);

        assertThat(bulk.doCheckUsers(null, "ada@contoso.com", "users.csv").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(bulk.doCheckUsers(null, "", "users.csv").kind).isEqualTo(FormValidation.Kind.OK);
    }
}
