package io.jenkins.plugins.msstore.bulk.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.SpreadsheetCell;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A report as the users file of the operation that is repeated for the rest. */
class ReportRowsTest {

    private static final String HEADER = "userName,outcome,state,dateAssigned,failureReason,correlationVector,"
            + "action,productId,skuId,wouldChange\r\n";

    private static final String ADA_SUCCEEDED =
            "ada@contoso.com,SUCCEEDED,Active,2026-01-01T00:00:00Z,,cv.1,assign,9NBLGGH4R2R6,0016,\r\n";

    private static final ProductKey PRODUCT = ProductKey.of("9NBLGGH4R2R6", "0016");

    @TempDir
    private Path folder;

    private Roster read(UsersFile file, String content) throws IOException {
        return Roster.write(
                folder.resolve("users"),
                entries -> file.read(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), entries));
    }

    private Roster read(String content) throws IOException {
        return read(new UsersFile("rest.csv", null).orReport(SeatAction.ASSIGN, PRODUCT), content);
    }

    private static List<RosterEntry> entries(Roster roster) throws IOException {
        List<RosterEntry> entries = new ArrayList<>();
        try (RosterReader reader = roster.open()) {
            for (RosterEntry entry; (entry = reader.next()) != null; ) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static List<String> names(Roster roster) throws IOException {
        return entries(roster).stream()
                .map(entry ->
                        entry.isValid() ? entry.user().text() : entry.invalid().text())
                .toList();
    }

    private static String row(String userName, String outcome) {
        return userName + "," + outcome + ",,,\"a reason, in quotes\",,assign,9NBLGGH4R2R6,0016,\r\n";
    }

    @Test
    void aReportStandsForTheUsersThatDidNotSucceed() throws IOException {
        Roster roster = read(HEADER
                + ADA_SUCCEEDED
                + row("bob@contoso.com", "FAILED")
                + row("eve@contoso.com", "UNKNOWN")
                + row("joe", "INVALID")
                + row("zoe@contoso.com", "NOT_ATTEMPTED"));
        assertThat(names(roster)).containsExactly("bob@contoso.com", "eve@contoso.com", "joe", "zoe@contoso.com");
        assertThat(roster.report()).contains(new ReportedUsers(5, 4));
        assertThat(roster.isNothingLeft()).isFalse();
    }

    @Test
    void nothingIsLeftOfAReportInWhichAllSucceeded() throws IOException {
        Roster roster = read(HEADER + ADA_SUCCEEDED + row("bob@contoso.com", "SUCCEEDED"));
        assertThat(roster.requested()).isZero();
        assertThat(roster.report()).contains(new ReportedUsers(2, 0));
        assertThat(roster.isNothingLeft()).isTrue();
    }

    @Test
    void aReportWithoutUsersIsAnEmptyFile() throws IOException {
        assertThat(read(HEADER).isNothingLeft()).isFalse();
        assertThat(read("").isNothingLeft()).isFalse();
        assertThat(read("UserPrincipalName\n").report()).isEmpty();
        assertThat(read("ada@contoso.com\n").report()).isEmpty();
    }

    @Test
    void invalidUsersAreCheckedAgain() throws IOException {
        Roster roster = read(HEADER
                + row("ada@contoso.com", "INVALID")
                + row("****@contoso.com", "FAILED")
                + row("Bob <bob@contoso.com>", "NOT_ATTEMPTED"));
        assertThat(roster.valid()).isEqualTo(1);
        assertThat(entries(roster))
                .filteredOn(entry -> !entry.isValid())
                .extracting(entry -> entry.invalid().reason())
                .containsExactly(
                        "line 3: must not contain '****', which stands for a masked secret",
                        "line 4: is not a user principal name (user@domain): the character < is not allowed");
    }

    @Test
    void anInvalidUserThatTheReportShortenedStaysInvalid() throws IOException {
        Roster first = read("UserPrincipalName\n" + "a".repeat(500) + "@" + "b".repeat(1000) + "\n");
        Roster again = read(HEADER + row(names(first).get(0), "INVALID"));
        assertThat(names(again).get(0)).endsWith("\u2026");
        assertThat(again.valid()).isZero();
    }

    @Test
    void aReportMayHaveBeenSavedByASpreadsheet() throws IOException {
        String saved = (HEADER + ADA_SUCCEEDED + "bob@contoso.com,FAILED,,,,,Assign,9nblggh4r2r6,0016\r\n,,,,,,,,,\r\n")
                .replace(',', ';');
        Roster roster = read("\ufeff" + saved.replace("userName", "USERNAME "));
        assertThat(names(roster)).containsExactly("bob@contoso.com");
        assertThat(roster.report()).contains(new ReportedUsers(2, 1));
    }

    @Test
    void theColumnsBehindTheFirstSixMayStandInAnyOrder() throws IOException {
        Roster roster = read("userName,outcome,state,dateAssigned,failureReason,correlationVector,"
                + "wouldChange,note,skuId,productId,action\nada@contoso.com,FAILED,,,,,,x,0016,9NBLGGH4R2R6,assign\n");
        assertThat(names(roster)).containsExactly("ada@contoso.com");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "reclaim,9NBLGGH4R2R6,0016,      |is a report of another operation (line 3: reclaim of"
                        + " 9NBLGGH4R2R6/0016), but this operation is assign of 9NBLGGH4R2R6/0016",
                "assign,9WZDNCRFJ3TJ,0016,       |is a report of another operation (line 3: assign of"
                        + " 9WZDNCRFJ3TJ/0016), but this operation is assign of 9NBLGGH4R2R6/0016",
                "assign,9NBLGGH4R2R6,0010,       |is a report of another operation (line 3: assign of"
                        + " 9NBLGGH4R2R6/0010), but this operation is assign of 9NBLGGH4R2R6/0016",
                "assign,9NBLGGH4R2R6,16,         |is a report of another operation (line 3: assign of"
                        + " 9NBLGGH4R2R6/16), but this operation is assign of 9NBLGGH4R2R6/0016: a spreadsheet that"
                        + " saves a report removes zeros, so use the report as it was archived",
                "assign,9NBLGGH4R2R6,0016,true   |is the report of a dry run (assign of 9NBLGGH4R2R6/0016), which"
                        + " changed nothing, but this operation is assign of 9NBLGGH4R2R6/0016: use the users of the"
                        + " dry run instead",
                "assign,9NBLGGH4R2R6,0016,false  |is the report of a dry run (assign of 9NBLGGH4R2R6/0016), which"
                        + " changed nothing, but this operation is assign of 9NBLGGH4R2R6/0016: use the users of the"
                        + " dry run instead"
            })
    void aReportOfAnotherOperationIsAnErrorThatNamesBoth(String subject, String problem) {
        for (String outcome : List.of("SUCCEEDED", "FAILED")) {
            assertThatThrownBy(() -> read(HEADER + ADA_SUCCEEDED + "bob@contoso.com," + outcome + ",,,,," + subject))
                    .isInstanceOf(UsersFileException.class)
                    .hasMessage("usersFile 'rest.csv' " + problem);
        }
    }

    @Test
    void aReportOrPlanOfASyncIsAnErrorThatNamesBoth() {
        assertThatThrownBy(() -> read(HEADER.strip() + ",change\r\n"))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("usersFile 'rest.csv' is a report or plan of msStoreSyncSeats, but this operation is assign"
                        + " of 9NBLGGH4R2R6/0016");
    }

    @ParameterizedTest
    @ValueSource(strings = {"action", "productId", "skuId", "wouldChange"})
    void aReportWithoutAColumnIsAnError(String column) {
        assertThatThrownBy(() -> read(HEADER.replace(column, "x")))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("usersFile 'rest.csv' is a report without the column '" + column + "'");
    }

    @Test
    void aRowThatNoReportHasIsAnErrorWithItsLine() {
        assertThatThrownBy(() -> read(HEADER + row("ada@contoso.com", "DONE")))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("usersFile 'rest.csv', line 2 has the outcome 'DONE', which no report of this plugin has");
        assertThatThrownBy(() -> read(HEADER + ADA_SUCCEEDED + row(" ", "FAILED")))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("usersFile 'rest.csv', line 3 has no user name, but is a row of a report");
        for (String cut : List.of("bob@cont", "bob@contoso.com,FAILED,,,", "bob@contoso.com,SUCCEEDED,,,,,,,,")) {
            assertThatThrownBy(() -> read(HEADER + ADA_SUCCEEDED + cut))
                    .isInstanceOf(UsersFileException.class)
                    .hasMessage("usersFile 'rest.csv', line 3 names no action and no product, as every row of a report"
                            + " does: the file is incomplete or was changed");
        }
    }

    @Test
    void aReportIsRefusedWhereAListIsExpected() {
        assertThatThrownBy(() -> read(new UsersFile("rest.csv", null), HEADER))
                .isInstanceOf(UsersFileException.class)
                .hasMessage("usersFile 'rest.csv' is a report, not a list of users");
    }

    @Test
    void aColumnOtherThanThatOfTheUsersIsRefused() throws IOException {
        UsersFile other = new UsersFile("rest.csv", "Mail").orReport(SeatAction.ASSIGN, PRODUCT);
        assertThatThrownBy(() -> read(other, HEADER))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("column 'Mail' must not be given: 'rest.csv' is a report, and has its own column of users");
        UsersFile same = new UsersFile("rest.csv", " username ").orReport(SeatAction.ASSIGN, PRODUCT);
        assertThat(read(same, HEADER + ADA_SUCCEEDED).isNothingLeft()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName,outcome\nada@contoso.com,FAILED\n",
                "userName,outcome,state,dateAssigned,failureReason,cv\nada@contoso.com,FAILED,,,,\n"
            })
    void aTableWithOtherColumnsIsNoReport(String content) throws IOException {
        Roster roster = read(new UsersFile("users.csv", "userName"), content);
        assertThat(names(roster)).containsExactly("ada@contoso.com");
        assertThat(roster.report()).isEmpty();
    }

    @Test
    void everyTextIsReadAsItWasBeforeItBecameACell() throws IOException {
        Random random = new Random(11);
        List<String> texts = new ArrayList<>();
        StringWriter report = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(report)) {
            csv.writeRecord(HEADER.strip().split(","));
            for (int i = 0; i < 100_000; i++) {
                // not blank: such an entry is in no report
                texts.add(text(random) + (char) ('a' + random.nextInt(26)) + text(random));
                csv.writeRecord(
                        SpreadsheetCell.of(texts.get(i)),
                        "FAILED",
                        "",
                        "",
                        SpreadsheetCell.of(text(random)),
                        SpreadsheetCell.of(text(random)),
                        "assign",
                        "9NBLGGH4R2R6",
                        "0016",
                        "");
            }
        }
        List<String> read = new ArrayList<>();
        new UsersFile("rest.csv", null)
                .orReport(SeatAction.ASSIGN, PRODUCT)
                .read(
                        new ByteArrayInputStream(report.toString().getBytes(StandardCharsets.UTF_8)),
                        entry -> read.add(entry.text()));
        assertThat(read).isEqualTo(texts);
    }

    /** Characters with a meaning for a spreadsheet, for CSV or for the escape, and others. */
    private static String text(Random random) {
        String alphabet = "=+-@\uff1d\uff0b\uff0d\uff20;|,\t\r\n'\" \u00a0\u3000#a0\u00fc\ufffd";
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
