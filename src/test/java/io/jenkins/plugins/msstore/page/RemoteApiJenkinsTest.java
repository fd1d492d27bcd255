package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.WebResponse;
import org.htmlunit.xml.XmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Jenkins' remote API below the page of a build. */
@WithJenkins
class RemoteApiJenkinsTest extends StoreJenkinsTest {

    private static final String API = "microsoft-store/api/";

    private static final JsonMapper JSON = new JsonMapper();

    private static final String MIXED = """
            msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
            msStoreOfflineLicense productId: '9NBLGGH516XP', skuId: '0016',
                    contentId: 'bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21'
            msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', onFailure: 'CONTINUE',
                    users: ['bob@contoso.com', 'eve@contoso.com', 'nobody@contoso.com', 'bob-without-a-domain'],
                    reportName: 'monday'
            """;

    @Override
    protected StoreSimulator simulator() throws IOException {
        return StoreSimulator.builder()
                .plainHttp()
                .unknownUsers("nobody@contoso.com", "gone-s3cret@contoso.com")
                .start();
    }

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
    }

    @AfterEach
    void forgetThePermission() {
        System.clearProperty("hudson.security.ArtifactsPermission");
        Run.ARTIFACTS.setEnabled(false);
    }

    private WebResponse ask(JenkinsRule.WebClient browser, String url) throws Exception {
        return browser.getPage(URI.create(jenkins.getURL() + url).toURL()).getWebResponse();
    }

    private JsonNode json(Run<?, ?> build, String query) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            return JSON.readTree(
                    ask(browser, build.getUrl() + API + "json" + query).getContentAsString());
        }
    }

    @Test
    void operationsHaveKindProductStatusCountsTimesAndReports() throws Exception {
        WorkflowRun build = succeeds(MIXED);

        JsonNode answer = json(build, "");

        assertThat(answer.get("operationCount").asInt()).isEqualTo(3);
        assertThat(answer.get("live").asBoolean()).isFalse();
        assertThat(answer.get("unreadable").asBoolean()).isFalse();
        assertThat(answer.get("counts")).isEqualTo(JSON.readTree("""
                {"requested": 5, "succeeded": 3, "failed": 1, "unknown": 0, "invalid": 1, "notAttempted": 0}
                """));
        JsonNode assign = answer.get("operations").get(0);
        assertThat(assign.get("kind").asText()).isEqualTo("ASSIGN_SEAT");
        assertThat(assign.get("product").asText()).isEqualTo("9NBLGGH4R2R6/0016");
        assertThat(assign.get("userName").asText()).isEqualTo("ada@contoso.com");
        assertThat(assign.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(assign.get("state").asText()).isEqualTo("Active");
        JsonNode bulk = answer.get("operations").get(2);
        assertThat(bulk.get("kind").asText()).isEqualTo("BULK_ASSIGN");
        assertThat(bulk.get("status").asText()).isEqualTo("PARTLY_FAILED");
        assertThat(bulk.get("counts").get("failed").asInt()).isEqualTo(1);
        assertThat(bulk.get("timestamp").asLong()).isBetween(build.getStartTimeInMillis(), System.currentTimeMillis());
        assertThat(bulk.get("duration").asLong()).isBetween(0L, build.getDuration());
        assertThat(bulk.get("reports"))
                .isEqualTo(
                        JSON.readTree("[\"microsoft-store/seats/monday.csv\", \"microsoft-store/seats/monday.json\"]"));
        for (JsonNode report : bulk.get("reports")) {
            try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
                assertThat(ask(browser, build.getUrl() + "artifact/" + report.asText())
                                .getStatusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void xmlAndPythonSayTheSame() throws Exception {
        WorkflowRun build = succeeds(MIXED);
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            XmlPage xml = browser.goToXml(build.getUrl() + API + "xml?depth=1");
            assertThat(xml.getDocumentElement().getTagName()).isEqualTo("microsoftStoreOperations");
            assertThat(xml.asXml()).contains("<kind>", "BULK_ASSIGN", "<userName>", "nobody@contoso.com");
            assertThat(browser.goToXml(build.getUrl() + API + "xml?xpath=//operation[kind='BULK_ASSIGN']/counts")
                            .asXml())
                    .contains("<failed>");

            assertThat(ask(browser, build.getUrl() + API + "python?tree=operations[dryRun,kind]")
                            .getContentAsString())
                    .contains("\"dryRun\":False,\"kind\":\"ASSIGN_SEAT\"");
        }
    }

    @Test
    void depthAddsTheFailedUsersAndTreeChooses() throws Exception {
        WorkflowRun build = succeeds(MIXED);

        assertThat(json(build, "").toString()).doesNotContain("failures", "nobody@contoso.com", "allOperations");
        assertThat(json(build, "?depth=7").has("allOperations")).isFalse();
        JsonNode failures = json(build, "?depth=1").get("operations").get(2).get("failures");
        assertThat(failures).hasSize(2);
        assertThat(failures.findValuesAsText("userName"))
                .containsExactlyInAnyOrder("nobody@contoso.com", "bob-without-a-domain");
        assertThat(failures.findValuesAsText("failureReason"))
                .allSatisfy(reason -> assertThat(reason).isNotEmpty());

        assertThat(json(build, "?tree=operations[kind,counts[failed]]%7B2%7D").get("operations"))
                .isEqualTo(JSON.readTree("[{\"kind\": \"BULK_ASSIGN\", \"counts\": {\"failed\": 1}}]"));
    }

    @Test
    void whatAnActionOfTheBuildWouldExportIsNowhereElse() throws Exception {
        WorkflowRun build = succeeds(MIXED);
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            for (String url : List.of(
                    build.getUrl() + "api/json?depth=2",
                    build.getParent().getUrl() + "api/json?depth=3",
                    "api/json?depth=4",
                    build.getUrl() + "api/json?tree=actions[*[*[*]]]")) {
                assertThat(ask(browser, url).getContentAsString())
                        .as(url)
                        .doesNotContain("io.jenkins.plugins.msstore", "operationCount", "BULK_ASSIGN", "@contoso.com");
            }
        }
    }

    @Test
    void failedUsersAndReportsAreForReadersOfTheArtifacts() throws Exception {
        WorkflowRun build = succeeds(MIXED);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.DISCOVER)
                .everywhere()
                .to("discoverer")
                .grant(Item.READ)
                .everywhere()
                .to("reader", "auditor")
                .grant(Run.ARTIFACTS)
                .everywhere()
                .to("auditor"));
        System.setProperty("hudson.security.ArtifactsPermission", "true");
        Run.ARTIFACTS.setEnabled(true);

        for (String format : List.of("json", "xml", "python", "schema", "")) {
            assertThat(as(null, build, format + "?depth=1").getStatusCode())
                    .as("anonymous " + format)
                    .isEqualTo(404);
            assertThat(as("discoverer", build, format + "?depth=1").getStatusCode())
                    .as("discoverer " + format)
                    .isEqualTo(403);
        }
        JsonNode bulk = JSON.readTree(as("reader", build, "json?depth=1").getContentAsString())
                .get("operations")
                .get(2);
        assertThat(bulk.get("counts").get("failed").asInt()).isEqualTo(1);
        assertThat(bulk.get("failures").isNull()).isTrue();
        assertThat(bulk.get("reports").isNull()).isTrue();
        for (String query : List.of("?depth=9", "?tree=operations[*[*]],allOperations[*[*]]")) {
            assertThat(as("reader", build, "json" + query).getContentAsString())
                    .contains("ada@contoso.com")
                    .doesNotContain("nobody@contoso.com", "bob-without-a-domain", "monday");
        }
        assertThat(as("auditor", build, "json?depth=1").getContentAsString())
                .contains("nobody@contoso.com", "monday.csv");
    }

    /** Asks with an API token; null is anonymous. */
    private WebResponse as(String user, Run<?, ?> build, String request) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            if (user != null) {
                browser.withBasicApiToken(User.getById(user, true));
            }
            return ask(browser, build.getUrl() + API + request);
        }
    }

    @Test
    void readersOfTheBuildSeeFailedUsersWhereArtifactsNeedNoPermission() throws Exception {
        WorkflowRun build = succeeds(MIXED);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));

        assertThat(as("reader", build, "json?depth=1").getContentAsString())
                .contains("nobody@contoso.com", "monday.csv");
        assertThat(as(null, build, "json?depth=1").getContentAsString()).doesNotContain("ada@contoso.com");
    }

    @Test
    void boundSecretsStayMasked() throws Exception {
        addToken(jenkins.jenkins, "gone", "gone-s3cret@contoso.com");
        WorkflowRun build = succeeds("""
                withCredentials([string(credentialsId: 'gone', variable: 'GONE')]) {
                    msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',
                            users: [GONE, 'is ' + GONE], onFailure: 'CONTINUE'
                    try {
                        msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: GONE
                    } catch (e) {
                        echo 'refused'
                    }
                }
                """);

        assertThat(json(build, "?depth=1").toString())
                .contains("\"userName\":\"****\"", "\"userName\":\"is ****\"", "\"status\":\"FAILED\"")
                .doesNotContain("s3cret");
    }

    @Test
    void veryManyOperationsAreServedInPieces() throws Exception {
        WorkflowRun build =
                succeeds("msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'");
        OperationRecords records = OperationRecords.in(build.getRootDir().toPath());
        for (int i = 1; i <= MicrosoftStoreOperations.MAX_OPERATIONS; i++) {
            records.begin("id-" + i, OperationDescription.of(OperationKind.INVENTORY), Instant.now());
            records.end("id-" + i, Instant.now(), Ending.SUCCEEDED, null, OperationResult.NONE);
        }

        JsonNode answer = json(build, "?tree=operationCount,operations[id]");
        assertThat(answer.get("operationCount").asInt()).isEqualTo(1001);
        assertThat(answer.get("operations")).hasSize(1000);
        assertThat(json(build, "?tree=allOperations[id]%7B1000,%7D").get("allOperations"))
                .isEqualTo(JSON.readTree("[{\"id\": \"id-1000\"}]"));
    }

    @Test
    void anOperationUnderWayShowsItsProgress() throws Exception {
        store.fault(FaultRule.on(Operation.BULK_SEATS).nth(2).effect(FaultEffect.slow(Duration.ofMinutes(10))));
        WorkflowRun build = job("msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',"
                        + " batchSize: 1, users: ['ada@contoso.com', 'bob@contoso.com']")
                .scheduleBuild2(0)
                .waitForStart();
        awaitRequests(build, Operation.BULK_SEATS, 2);

        JsonNode running = json(build, "");
        while (build.isBuilding() && running.at("/operations/0/progress/done").asInt() < 1) {
            running = json(build, "");
        }
        assertThat(running.get("live").asBoolean()).isTrue();
        assertThat(running.at("/operations/0/status").asText()).isEqualTo("RUNNING");
        assertThat(running.at("/operations/0/duration").isNull()).isTrue();
        assertThat(running.at("/operations/0/progress/total").asInt()).isEqualTo(2);
        assertThat(running.at("/operations/0/progress/text").asText()).contains("1 of 2 users");

        build.doStop();
        jenkins.waitForCompletion(build);
        assertThat(json(build, "").at("/operations/0/status").asText()).isEqualTo("INTERRUPTED");
    }

    @Test
    void hostileTextStaysText() throws Exception {
        WorkflowRun build = succeeds("""
                msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', onFailure: 'CONTINUE',
                        users: ['</userName><script>alert(1)</script>', 'a\\u0001b']
                """);

        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            XmlPage xml = browser.goToXml(build.getUrl() + API + "xml?depth=1");
            assertThat(xml.getElementsByTagName("script")).isEmpty();
            assertThat(xml.getWebResponse().getContentType()).isEqualTo("application/xml");
        }
        assertThat(json(build, "?depth=1").toString()).contains("</userName><script>alert(1)</script>");
    }
}
