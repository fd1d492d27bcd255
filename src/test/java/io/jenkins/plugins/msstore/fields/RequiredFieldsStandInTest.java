package io.jenkins.plugins.msstore.fields;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.steps.AssignSeatStep;
import io.jenkins.plugins.msstore.steps.BulkSeatsStep;
import io.jenkins.plugins.msstore.steps.OfflineLicenseStep;
import io.jenkins.plugins.msstore.steps.SyncSeatsStep;
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
        SyncSeatsStep.DescriptorImpl sync = jenkins.getDescriptorByType(SyncSeatsStep.DescriptorImpl.class);
        return Stream.of(
                seat.doCheckProductId(null, value),
                seat.doCheckSkuId(null, value),
                seat.doCheckUserName(null, value),
                license.doCheckContentId(null, value),
                bulk.doCheckUsers(null, value, ""),
                sync.doCheckMaxRemovals(null, value),
                sync.doCheckProtectedUsers(null, value),
                sync.doCheckExpectedPlan(null, value));
    }

    @Test
    void anEmptyFieldIsNotRed() {
        assertThat(Stream.concat(checked(""), checked(null)))
                .extracting(check -> check.kind)
                .containsOnly(FormValidation.Kind.OK);
    }

    @Test
    void aWrongValueIsAnErrorOfTheFormAtOnce() {
        assertThat(checked(".")).extracting(check -> check.kind).doesNotContain(FormValidation.Kind.OK);
    }

    @Test
    void aColumnWithoutAFileIsToldAtOnce() {
        SyncSeatsStep.DescriptorImpl sync = jenkins.getDescriptorByType(SyncSeatsStep.DescriptorImpl.class);

        assertThat(sync.doCheckColumn(null, "Mail", " ").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(sync.doCheckColumn(null, "Mail", "staff.csv").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(sync.doCheckColumn(null, "", "").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void aWrongLimitOrProtectedUserIsNamed() {
        SyncSeatsStep.DescriptorImpl sync = jenkins.getDescriptorByType(SyncSeatsStep.DescriptorImpl.class);

        assertThat(sync.doCheckMaxRemovals(null, "10%").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(sync.doCheckMaxRemovals(null, "110%").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(sync.doCheckProtectedUsers(null, "ada@contoso.com\n\nkiosk").getMessage())
                .startsWith("Line 3 is not a user principal name");
        assertThat(sync.doCheckExpectedPlan(null, "0".repeat(64)).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(sync.doFillModeItems("full"))
                .extracting(item -> item.value)
                .containsExactly("full", "addOnly", "removeOnly");
    }

    @Test
    void usersGivenInTwoWaysAreAnErrorOfTheFormAtOnce() {
        BulkSeatsStep.DescriptorImpl bulk = jenkins.getDescriptorByType(BulkSeatsStep.DescriptorImpl.class);

        assertThat(bulk.doCheckUsers(null, "ada@contoso.com", "users.csv").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(bulk.doCheckUsers(null, "", "users.csv").kind).isEqualTo(FormValidation.Kind.OK);
    }
}
