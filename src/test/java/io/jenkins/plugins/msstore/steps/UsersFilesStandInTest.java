package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.Seat;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users that a bulk operation takes from a list or a file: what is sent, and what is refused before anything is sent. */
class UsersFilesStandInTest {

    private static final String PRODUCT = DefaultWorld.OPEN.productId();
    private static final String SKU = DefaultWorld.OPEN.skuId();

    private static final String REPORT_HEADER = "userName,outcome,state,dateAssigned,failureReason,correlationVector,"
            + "action,productId,skuId,wouldChange\r\n";

    @TempDir
    private Path folder;

    private StandInStepHarness harness;

    @BeforeEach
    void start() throws Exception {
        harness = new StandInStepHarness(folder);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private BulkSeatsStep assignAll(String fileName, String content, Charset charset) throws IOException {
        Files.writeString(harness.workspace.toPath().resolve(fileName), content, charset);
        BulkSeatsStep step = new BulkSeatsStep(PRODUCT, SKU, "assign");
        step.usersFile = fileName;
        step.reportName = "class";
        return step;
    }

    private BulkSeatsStep assignAll(String fileName, String content) throws IOException {
        return assignAll(fileName, content, StandardCharsets.UTF_8);
    }

    private static String row(String userName, String outcome) {
        return userName + "," + outcome + ",,,,,assign," + PRODUCT + "," + SKU + ",\r\n";
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> result(BulkSeatsStep step) throws Exception {
        return (Map<String, Object>) harness.result(step);
    }

    private List<String> usersWithSeat() {
        return harness.simulator.seats(DefaultWorld.OPEN).stream()
                .map(Seat::assignedTo)
                .toList();
    }

    private String report() throws IOException {
        return Files.readString(
                harness.artifact("microsoft-store/seats/class.csv").toPath());
    }

    @Test
    void anEntryOfAListThatIsNotAUserNameIsInvalidAndTheOthersAreSent() throws Exception {
        BulkSeatsStep step = new BulkSeatsStep(PRODUCT, SKU, "assign");
        step.users = List.of("Ada Lovelace <ada@contoso.com>", "bob@contoso.com", "a@b|c d@e");
        step.onFailure = "CONTINUE";
        step.reportName = "class";
        assertThat(result(step)).containsEntry("succeeded", 1).containsEntry("invalid", 2);
        assertThat(usersWithSeat()).containsExactly("bob@contoso.com");
        assertThat(report())
                .contains(
                        "Ada Lovelace <ada@contoso.com>,INVALID,,,is not a user principal name (user@domain): the character < is not"
                                + " allowed",
                        "a@b|c d@e,INVALID,,,is not a user principal name (user@domain): the character | is not allowed");
    }

    @Test
    void anEntryOfAFileThatIsNotAUserNameIsInvalidWithItsLine() throws Exception {
        BulkSeatsStep step =
                assignAll("class.csv", "bob@contoso.com\nada@contoso.com|Ada\nAda Lovelace <ada@contoso.com>\n");
        step.onFailure = "CONTINUE";
        assertThat(result(step)).containsEntry("succeeded", 1).containsEntry("invalid", 2);
        assertThat(usersWithSeat()).containsExactly("bob@contoso.com");
        assertThat(report())
                .contains(
                        ",INVALID,,,line 2: is not a user principal name (user@domain): the character | is not allowed",
                        ",INVALID,,,line 3: is not a user principal name (user@domain): the character < is not allowed");
    }

    private void assertRefused(BulkSeatsStep step, String line) throws Exception {
        assertThat(harness.failure(step)).isInstanceOf(AbortException.class).hasMessage(line);
        assertThat(harness.simulator.requests()).isEmpty();
        assertThat(harness.artifact("microsoft-store/seats/class.csv")).doesNotExist();
    }

    @Test
    void aFileThatIsNotUnderstoodIsOneLineAndNothingIsSent() throws Exception {
        assertRefused(
                assignAll("pipes.csv", "Name|UserPrincipalName\nAda|ada@contoso.com\n"),
                "usersFile 'pipes.csv' has '|' in its header, which is not understood as a separator: use commas,"
                        + " semicolons or tabs");
        assertRefused(
                assignAll(
                        "excel.csv",
                        "Name;UserPrincipalName\nJ\u00fcrgen;juergen@contoso.com\n",
                        StandardCharsets.ISO_8859_1),
                "usersFile 'excel.csv', line 2 is not UTF-8 text: save the file as UTF-8 (in Excel as 'CSV UTF-8')");
        assertRefused(
                assignAll("class.xlsx", "PK\u0003\u0004..."),
                "usersFile 'class.xlsx' is an Excel workbook (.xlsx) or another ZIP file, not text: save the users in"
                        + " Excel as 'CSV UTF-8'");
    }

    @Test
    void aReportStandsForTheUsersThatDidNotSucceed() throws Exception {
        BulkSeatsStep step = assignAll(
                "monday.csv",
                REPORT_HEADER
                        + row("ada@contoso.com", "SUCCEEDED")
                        + row("bob@contoso.com", "FAILED")
                        + row("'+eve@contoso.com", "UNKNOWN")
                        + row("joe@contoso.com", "NOT_ATTEMPTED"));
        assertThat(result(step)).containsEntry("requested", 3).containsEntry("succeeded", 3);
        assertThat(usersWithSeat()).containsExactlyInAnyOrder("bob@contoso.com", "+eve@contoso.com", "joe@contoso.com");
        assertThat(harness.log())
                .contains("usersFile 'monday.csv' is a report: 3 of 4 users did not succeed and are tried again");
    }

    @Test
    void nothingIsLeftToDoWhereAllSucceeded() throws Exception {
        BulkSeatsStep step = assignAll("monday.csv", REPORT_HEADER + row("ada@contoso.com", "SUCCEEDED"));
        assertThat(result(step))
                .containsEntry("requested", 0)
                .containsEntry("succeeded", 0)
                .containsEntry(
                        "reports", List.of("microsoft-store/seats/class.csv", "microsoft-store/seats/class.json"));
        assertThat(usersWithSeat()).isEmpty();
        assertThat(harness.run.getResult()).isNull();
        assertThat(harness.log())
                .contains("usersFile 'monday.csv' is a report: all users in it (1) succeeded, nothing left to do");
    }

    @Test
    void aReportOfAnotherOperationIsOneLineAndNothingIsSent() throws Exception {
        String subject = "assign of " + PRODUCT + "/" + SKU;
        assertRefused(
                assignAll(
                        "monday.csv",
                        REPORT_HEADER + row("ada@contoso.com", "FAILED").replace("assign", "reclaim")),
                "usersFile 'monday.csv' is a report of another operation (line 2: reclaim of " + PRODUCT + "/" + SKU
                        + "), but this operation is " + subject);
        assertRefused(
                assignAll(
                        "monday.csv",
                        REPORT_HEADER + row("ada@contoso.com", "SUCCEEDED").replace(",\r", ",true\r")),
                "usersFile 'monday.csv' is the report of a dry run (" + subject + "), which changed nothing, but this"
                        + " operation is " + subject + ": use the users of the dry run instead");
    }
}
