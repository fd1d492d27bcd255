package io.jenkins.plugins.msstore.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.BulkRequest;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.ResolvedUser;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SeatReportTest {

    @TempDir
    Path folder;

    @TempDir
    private Path journals;

    private void write(UserOutcome... rows) throws Exception {
        write(UnaryOperator.identity(), rows);
    }

    private void write(UnaryOperator<String> mask, UserOutcome... rows) throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("action", "assign");
        result.put("wouldChange", null);
        result.put("reports", List.of("a.csv"));
        try (BulkJournal journal = journal(rows)) {
            SeatReport.begin(journal, folder, mask).end(result);
        }
    }

    private ExecutionFolder run() throws Exception {
        return new ExecutionFolder(
                journals,
                new BulkRequest(ProductKey.of("9NBLGGH4R2R6", "0016"), SeatAction.ASSIGN, 25, false, true, false));
    }

    private BulkJournal journal(UserOutcome... rows) throws Exception {
        BulkJournal journal =
                run().begin(Arrays.stream(rows).map(UserOutcome::userName).toList());
        for (int i = 0; i < rows.length; i++) {
            ExecutionFolder.resolve(journal, new ResolvedUser(i, rows[i]));
        }
        return journal;
    }

    @Test
    void theCsvIsForSpreadsheetsAndRunsNothingInThem() throws Exception {
        write(
                new UserOutcome(
                        "ada@contoso.com", Outcome.SUCCEEDED, "Active", "2026-01-01T00:00:00Z", null, "+cv/1", false),
                new UserOutcome(
                        "=HYPERLINK(\"x\")@x", Outcome.FAILED, null, null, "-1, \"quoted\"\r\nnext", null, false),
                new UserOutcome("@cmd", Outcome.INVALID, null, null, "line 17: \tis none", null, false),
                new UserOutcome("a;=1@x", Outcome.FAILED, "x|＝1", null, "conflict\t@cmd", null, false));
        assertThat(Files.readString(folder.resolve("pay-day.csv")))
                .isEqualTo("userName,outcome,state,dateAssigned,failureReason,correlationVector,action,productId,skuId,"
                        + "wouldChange\r\n"
                        + "ada@contoso.com,SUCCEEDED,Active,2026-01-01T00:00:00Z,,'+cv/1,assign,9NBLGGH4R2R6,0016,\r\n"
                        + "\"'=HYPERLINK(\"\"x\"\")@x\",FAILED,,,\"'-1, \"\"quoted\"\"\r\nnext\",,assign,9NBLGGH4R2R6,0016,\r\n"
                        + "'@cmd,INVALID,,,line 17: \tis none,,assign,9NBLGGH4R2R6,0016,\r\n"
                        + "a;'=1@x,FAILED,x|'＝1,,conflict\t'@cmd,,assign,9NBLGGH4R2R6,0016,\r\n");
    }

    @Test
    void theJsonIsEveryRowAsItIsAndTheResult() throws Exception {
        write(
                new UserOutcome("=1+1@x", Outcome.SUCCEEDED, "Active", "2026-01-01T00:00:00Z", null, "cv", false),
                new UserOutcome("bob@contoso.com", Outcome.NOT_ATTEMPTED, null, null, "interrupted", null, false));
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("pay-day.json").toFile());
        assertThat(json.get("action").asText()).isEqualTo("assign");
        assertThat(json.get("wouldChange").isNull()).isTrue();
        assertThat(json.get("results")).hasSize(2);
        assertThat(json.get("results").get(0).get("userName").asText()).isEqualTo("=1+1@x");
        assertThat(json.get("results").get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "userName",
                        "outcome",
                        "state",
                        "dateAssigned",
                        "failureReason",
                        "correlationVector",
                        "action",
                        "productId",
                        "skuId",
                        "wouldChange");
        assertThat(json.get("results").get(1).get("outcome").asText()).isEqualTo("NOT_ATTEMPTED");
    }

    /** So that the tools of a shell find a user's row. */
    @Test
    void everyRowOfTheJsonIsALine() throws Exception {
        write(
                new UserOutcome("ada@contoso.com", Outcome.SUCCEEDED, "Active", "2026", null, "cv", false),
                new UserOutcome("bob@contoso.com", Outcome.NOT_ATTEMPTED, null, null, "half \ud83d", null, false));
        assertThat(Files.readString(folder.resolve("pay-day.json"))).isEqualTo("""
                        {
                          "results" : [
                        {"userName":"ada@contoso.com","outcome":"SUCCEEDED","state":"Active","dateAssigned":"2026",\
                        "failureReason":null,"correlationVector":"cv","action":"assign","productId":"9NBLGGH4R2R6",\
                        "skuId":"0016","wouldChange":null},
                        {"userName":"bob@contoso.com","outcome":"NOT_ATTEMPTED","state":null,"dateAssigned":null,\
                        "failureReason":"half ?","correlationVector":null,"action":"assign","productId":"9NBLGGH4R2R6",\
                        "skuId":"0016","wouldChange":null}
                        ],
                          "action" : "assign",
                          "wouldChange" : null,
                          "reports" : [ "a.csv" ]
                        }""");
    }

    /** Secrets are masked before they are escaped for JSON or CSV, and no row is added or lost. */
    @Test
    void secretsAreMaskedInEveryRow() throws Exception {
        UnaryOperator<String> mask = text -> text == null ? null : text.replace("\"q\"\\", "****");
        write(
                mask,
                new UserOutcome("\"q\"\\@x", Outcome.SUCCEEDED, "\"q\"\\", "2026", null, null, false),
                new UserOutcome("a@x", Outcome.FAILED, null, null, "no \"q\"\\ here", "cv", false),
                new UserOutcome("\"q\"\\@y", Outcome.INVALID, null, null, "is none", null, false));
        assertThat(folder.resolve("pay-day.csv"))
                .content()
                .endsWith("\r\n****@x,SUCCEEDED,****,2026,,,assign,9NBLGGH4R2R6,0016,\r\n"
                        + "a@x,FAILED,,,no **** here,cv,assign,9NBLGGH4R2R6,0016,\r\n"
                        + "****@y,INVALID,,,is none,,assign,9NBLGGH4R2R6,0016,\r\n");
        JsonNode results = new ObjectMapper()
                .readTree(folder.resolve("pay-day.json").toFile())
                .get("results");
        assertThat(results).extracting(row -> row.get("userName").asText()).containsExactly("****@x", "a@x", "****@y");
        assertThat(results.get(1).get("failureReason").asText()).isEqualTo("no **** here");
        assertThat(results.get(1).get("correlationVector").asText()).isEqualTo("cv");
    }

    @Test
    void textThatCannotBeEncodedEndsNoReport() throws Exception {
        write(new UserOutcome("ada@contoso.com", Outcome.FAILED, null, null, "half \ud83d", null, false));
        assertThat(Files.readString(folder.resolve("pay-day.csv"))).contains("half ?");
        assertThat(folder.resolve("pay-day.json")).isNotEmptyFile();
    }

    @Test
    void nothingButTheTwoFilesIsLeftBehind() throws Exception {
        write();
        assertThat(folder).isDirectoryContaining("glob:**pay-day.csv").isDirectoryContaining("glob:**pay-day.json");
        assertThat(folder.toFile().list()).hasSize(2);
    }

    private static UserOutcome failed(String user) {
        return UserOutcome.failed(user, "no license left", "cv");
    }

    /** The first process was killed in the middle: its report is incomplete. */
    @Test
    void aResumedOperationHasTheRowsOfBothProcesses() throws Exception {
        ExecutionFolder run = run();
        try (BulkJournal killed = run.begin(List.of("ada@contoso.com", "bob@contoso.com", "eve@contoso.com"))) {
            SeatReport.begin(killed, folder, UnaryOperator.identity());
            ExecutionFolder.resolve(killed, new ResolvedUser(1, failed("bob@contoso.com")));
        }
        try (BulkJournal journal = BulkJournal.find(run.folder).orElseThrow()) {
            journal.begun();
            SeatReport report = SeatReport.begin(journal, folder, UnaryOperator.identity());
            ExecutionFolder.resolve(
                    journal,
                    new ResolvedUser(0, failed("ada@contoso.com")),
                    new ResolvedUser(2, failed("eve@contoso.com")));
            report.end(Map.of("action", "assign"));
        }
        assertThat(folder.resolve("pay-day.csv"))
                .content()
                .containsSubsequence("\r\nbob@contoso.com,", "\r\nada@contoso.com,", "\r\neve@contoso.com,");
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("pay-day.json").toFile());
        assertThat(json.get("results")).hasSize(3);
        assertThat(json.get("resumptions").asInt()).isEqualTo(1);
    }

    /** What was done must be noted, so that it can be reported later. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aReportThatCannotBeWrittenLeavesTheJournalAlone() throws Exception {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            users.add("user-" + i + "@contoso.com");
        }
        Files.createSymbolicLink(folder.resolve("pay-day.csv"), Path.of("/dev/full"));
        ExecutionFolder run = run();
        try (BulkJournal journal = run.begin(users)) {
            SeatReport report = SeatReport.begin(journal, folder, UnaryOperator.identity());
            for (int i = 0; i < users.size(); i++) {
                ExecutionFolder.resolve(journal, new ResolvedUser(i, failed(users.get(i))));
            }
            assertThatThrownBy(() -> report.end(Map.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
        }
        assertThat(run.outcomes()).hasSize(1000);
    }

    /** As on a disk that is full for a while. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void rowsThatCouldNotBeWrittenAreWrittenAtTheEnd() throws Exception {
        List<String> users = IntStream.range(0, 1000)
                .mapToObj(i -> "user-" + i + "@contoso.com")
                .toList();
        Path csv = Files.createSymbolicLink(folder.resolve("pay-day.csv"), Path.of("/dev/full"));
        try (BulkJournal journal = run().begin(users)) {
            SeatReport report =
                    SeatReport.begin(journal, folder, text -> text == null ? null : text.replace("user", "****"));
            for (int i = 0; i < users.size(); i++) {
                ExecutionFolder.resolve(journal, new ResolvedUser(i, failed(users.get(i))));
            }
            Files.delete(csv);
            report.end(Map.of("action", "assign"));
        }
        assertThat(Files.readAllLines(csv)).hasSize(1 + 1000).noneMatch(line -> line.contains("user-"));
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("pay-day.json").toFile());
        assertThat(json.get("results")).hasSize(1000);
        assertThat(json.get("action").asText()).isEqualTo("assign");
    }
}
