package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.Functions;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.execution.RunningOperations;
import io.jenkins.plugins.msstore.simulator.DefaultWorld;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.localizer.LocaleProvider;

/** The line on a build's page and the page behind it, in a browser. */
@WithJenkins
class StorePageJenkinsTest extends StoreJenkinsTest {

    private static final String PAGE = "microsoft-store/";

    /** A name that would run a script if it were not escaped. */
    private static final String HOSTILE = "<img src=x onerror=alert(1)>@x";

    private static final String MIXED = """
            msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
            msStoreOfflineLicense productId: '9NBLGGH516XP', skuId: '0016',
                    contentId: 'bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21'
            msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', onFailure: 'CONTINUE',
                    users: ['bob@contoso.com', 'eve@contoso.com', 'nobody@contoso.com', 'bob-without-a-domain',
                            '<img src=x onerror=alert(1)>@x'], reportName: 'monday'
            """;

    @Override
    protected StoreSimulator simulator() throws IOException {
        return StoreSimulator.builder()
                .plainHttp()
                .unknownUsers("nobody@contoso.com")
                .start();
    }

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
    }

    private HtmlPage page(Run<?, ?> build) throws Exception {
        return jenkins.createWebClient().getPage(build, PAGE);
    }

    private static List<String> rows(HtmlPage page, String table) {
        return page.querySelectorAll("#" + table + " tbody tr").stream()
                .filter(row -> !((DomElement) row).hasAttribute("hidden"))
                .map(DomNode::asNormalizedText)
                .toList();
    }

    @Test
    void theBuildsPageShowsTheCountsAndLinksToThePage() throws Exception {
        WorkflowRun build = succeeds(MIXED);

        HtmlPage page = jenkins.createWebClient().getPage(build);

        assertThat(page.asNormalizedText())
                .contains("3 operations: 2 succeeded, 1 partly failed", "6 users: 3 succeeded, 1 failed, 2 invalid");
        assertThat(page.querySelectorAll("#side-panel a[href$='/1/microsoft-store']"))
                .hasSize(1);
        HtmlAnchor link = page.querySelector(".app-summary a[href='microsoft-store/']");
        assertThat(((HtmlPage) link.click()).getElementById("ms-store-operations"))
                .isNotNull();
    }

    @Test
    void everyOperationIsThereWithItsOutcome() throws Exception {
        HtmlPage page = page(succeeds(MIXED));

        List<String> rows = rows(page, "ms-store-operations");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).contains("Assign a seat", "9NBLGGH4R2R6/0016", "ada@contoso.com", "Succeeded");
        assertThat(rows.get(1)).contains("Get an offline license", "bc4f8b0d-2a7e-4f64-9d3c-0f1b7a6e5c21");
        assertThat(rows.get(2)).contains("Assign seats", "2 succeeded, 1 failed, 2 invalid");
        assertThat(((DomElement) page.querySelector("svg[role=img]")).getAttribute("aria-label"))
                .isEqualTo("6 users: 3 succeeded, 1 failed, 2 invalid");
    }

    @Test
    void reportsAndLicensesAreLinked() throws Exception {
        HtmlPage page = page(succeeds(MIXED));

        HtmlAnchor report = page.getAnchorByText("csv");
        assertThat(report.click().getWebResponse().getContentAsString()).startsWith("userName,outcome,state");
        assertThat(page.getAnchorByText("license.txt").click().getWebResponse().getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void artifactsThatAreGoneAreNotLinked() throws Exception {
        WorkflowRun build = succeeds(MIXED);
        build.deleteArtifacts();

        assertThat(page(build).querySelectorAll("a[href*='artifact/']")).isEmpty();
    }

    @Test
    void aSyncIsShownAsAPlanOrAsDone() throws Exception {
        store.assignSeats(DefaultWorld.OPEN, "ada@contoso.com", "eve@contoso.com", "kiosk@contoso.com");
        WorkflowRun build = fails("""
                def wanted = [productId: '9NBLGGH4R2R6', skuId: '0016', onFailure: 'CONTINUE',
                        protectedUsers: ['kiosk@contoso.com']]
                msStoreSyncSeats(wanted + [users: ['ada@contoso.com', 'nobody@contoso.com'], dryRun: true])
                msStoreSyncSeats(wanted + [users: ['ada@contoso.com', 'nobody@contoso.com']])
                msStoreSyncSeats(wanted + [users: ['bob@contoso.com'], maxRemovals: 0])
                """);

        HtmlPage page = page(build);

        List<String> rows = rows(page, "ms-store-operations");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).contains("Sync seats", "Dry run", "1 to add, 1 to remove, 2 to keep");
        assertThat(rows.get(1))
                .contains("1 removed, 1 unchanged, 1 failed", "1 not listed, but kept")
                .doesNotContain("Plan", "to add");
        assertThat(rows.get(2)).contains("Plan", "1 to add, 1 to remove, 1 to keep", "maxRemovals");
        assertThat(reasons(page)).singleElement().asString().contains("Assign a seat", "nobody@contoso.com");
        assertThat(jenkins.createWebClient().getPage(build).asNormalizedText())
                .contains("3 operations: 1 succeeded, 1 partly failed, 1 failed", "3 users: 2 succeeded, 1 failed");
    }

    /** Records that cannot be read must not break the build's page. */
    @Test
    void recordsThatCannotBeReadAreSaidToBe() throws Exception {
        WorkflowRun build = succeeds(MIXED);
        Path records = build.getRootDir().toPath().resolve("microsoft-store-operations.txt");
        Files.delete(records);
        Files.createDirectory(records);

        HtmlPage page = jenkins.createWebClient().getPage(build);

        assertThat(page.asNormalizedText()).contains("The operations of this build cannot be read");
        assertThat(page(build).asNormalizedText())
                .contains("The operations of this build cannot be read")
                .doesNotContain("No users were processed");
    }

    @Test
    void failedUsersAreGroupedByReason() throws Exception {
        HtmlPage page = page(succeeds("""
                msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', onFailure: 'CONTINUE',
                        users: ['nobody@contoso.com', 'bob-without-a-domain', '%s', 'eve-without-a-domain']
                """.formatted(HOSTILE)));

        assertThat(reasons(page))
                .hasSize(3)
                .anySatisfy(reason -> assertThat(reason).contains("1 user", "nobody@contoso.com"))
                .anySatisfy(reason ->
                        assertThat(reason).contains("2 users", "bob-without-a-domain", "eve-without-a-domain"))
                .anySatisfy(reason -> assertThat(reason).contains("1 user", HOSTILE));
        assertThat(page.querySelectorAll("details.ms-store-reason[open]"))
                .as("few users are shown at once")
                .hasSize(3);
    }

    @Test
    void manyUsersWithOneReasonAreOneLineWithPages() throws Exception {
        WorkflowRun build = succeeds("""
                msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', onFailure: 'CONTINUE',
                        users: (1..3000).collect { 'user' + it }, resultLimit: 0
                """);
        HtmlPage page = page(build);

        DomElement reason = page.querySelector("details.ms-store-reason");
        assertThat(page.querySelectorAll("details.ms-store-reason")).hasSize(1);
        assertThat(reason.hasAttribute("open")).isFalse();
        assertThat(reason.querySelector("summary").asNormalizedText()).contains("3,000 users");
        assertThat(reason.querySelectorAll("tbody tr")).hasSize(50);
        assertThat(page.getBody().getTextContent()).contains("The page shows the first 200 of 3,000 users.");

        HtmlAnchor next = reason.querySelector("a[href*='page=2']");
        HtmlPage second = next.click();
        DomElement opened = second.querySelector("details.ms-store-reason");
        assertThat(opened.hasAttribute("open")).isTrue();
        assertThat(opened.asNormalizedText()).contains("51\u2013100 of 200");
        assertThat(status(null, build, PAGE + "?reason=%3Cscript%3E&page=x")).isEqualTo(200);
    }

    @Test
    void aDryRunIsInNoTotal() throws Exception {
        WorkflowRun build = succeeds("""
                msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', dryRun: true,
                        users: ['ada@contoso.com', 'bob@contoso.com', 'eve@contoso.com']
                """);

        HtmlPage page = page(build);
        assertThat(((DomElement) page.querySelector("svg[role=img]")).getAttribute("aria-label"))
                .isEqualTo("1 user: 1 succeeded");
        assertThat(rows(page, "ms-store-operations").get(1)).contains("Dry run", "3 looked up, 2 would change");
        assertThat(jenkins.createWebClient().getPage(build).asNormalizedText()).contains("1 user: 1 succeeded");
    }

    private static List<String> reasons(HtmlPage page) {
        return page.querySelectorAll("details.ms-store-reason").stream()
                .map(DomNode::getTextContent)
                .toList();
    }

    @Test
    void whatCameFromUsersIsText() throws Exception {
        WorkflowRun build = succeeds(MIXED + """
                try {
                    msStoreAssignSeat productId: '<b>&quot;', skuId: "'><i>", userName: 'ada@contoso.com'
                } catch (e) {
                    echo "refused"
                }
                """);

        HtmlPage page = page(build);

        assertThat(page.asNormalizedText()).contains(HOSTILE);
        assertThat(page.querySelectorAll("img[src=x], td b, td i")).isEmpty();
        assertThat(jenkins.createWebClient()
                        .getPage(build, PAGE + "refresh")
                        .getWebResponse()
                        .getContentAsString())
                .doesNotContain("<img src=x");
    }

    @Test
    void speaksGermanToWhoAsksForIt() throws Exception {
        WorkflowRun build = succeeds(MIXED);
        LocaleProvider before = LocaleProvider.getProvider();
        // set by Jenkins, but not by the test harness
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Functions.getCurrentLocale();
            }
        });
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.addRequestHeader("Accept-Language", Locale.GERMAN.toLanguageTag());

            assertThat(browser.getPage(build).asNormalizedText())
                    .contains("6 Benutzer: 3 erfolgreich, 1 fehlgeschlagen, 2 ung\u00fcltig");
            assertThat(browser.getPage(build, PAGE).asNormalizedText())
                    .contains(
                            "3 Vorg\u00e4nge: 2 erfolgreich, 1 teilweise fehlgeschlagen",
                            "Lizenzplatz zuweisen",
                            "Fehlgeschlagene Benutzer");
        } finally {
            LocaleProvider.setProvider(before);
        }
    }

    @Test
    void aBuildWithoutOperationsHasNoPage() throws Exception {
        WorkflowRun build = succeeds("echo 'nothing'");

        assertThat(ask(null, HttpMethod.GET, build, PAGE).getContentAsString()).doesNotContain("ms-store");
        assertThat(jenkins.createWebClient().getPage(build).asNormalizedText()).doesNotContain("Microsoft Store");
    }

    @Test
    void aBuildThatFailedForItsResultShowsIt() throws Exception {
        HtmlPage page = page(fails("""
                msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',
                        users: ['nobody@contoso.com', 'ada@contoso.com']
                """));

        assertThat(rows(page, "ms-store-operations"))
                .singleElement()
                .asString()
                .contains("1 succeeded, 1 failed")
                .as("said once")
                .doesNotContain("Bulk assign", "1 of 2 users");
        assertThat(page.asNormalizedText()).contains("1 operation: 1 failed", "nobody@contoso.com");
    }

    @Test
    void veryManyOperationsAreShownTogether() throws Exception {
        HtmlPage page = page(succeeds("""
                for (int i = 0; i < 201; i++) {
                    msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'
                }
                try {
                    msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'nobody@contoso.com'
                } catch (e) {
                    echo 'refused'
                }
                """));

        assertThat(rows(page, "ms-store-operations"))
                .hasSize(2)
                .anySatisfy(row -> assertThat(row).contains("Look up a seat", "201\u00d7"))
                .anySatisfy(row -> assertThat(row).contains("Assign a seat", "nobody@contoso.com"));
    }

    @Test
    void usersWhoMayNotReadTheBuildSeeNothing() throws Exception {
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
                .to("reader"));

        for (String path : List.of("", "refresh", "progress")) {
            assertThat(status(null, build, PAGE + path)).as("anonymous " + path).isEqualTo(404);
            assertThat(status("stranger", build, PAGE + path))
                    .as("stranger " + path)
                    .isEqualTo(404);
            assertThat(status("discoverer", build, PAGE + path))
                    .as("discoverer " + path)
                    .isEqualTo(403);
            assertThat(status("reader", build, PAGE + path))
                    .as("reader " + path)
                    .isEqualTo(200);
        }
    }

    @Test
    void usersThatOnlyReportsNameAreForReadersOfTheReports() throws Exception {
        WorkflowRun build = succeeds(MIXED);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "auditor")
                .grant(Run.ARTIFACTS)
                .everywhere()
                .to("auditor"));
        System.setProperty("hudson.security.ArtifactsPermission", "true");
        Run.ARTIFACTS.setEnabled(true);
        try {
            assertThat(ask("reader", HttpMethod.GET, build, PAGE).getContentAsString())
                    .contains("ada@contoso.com", "1 failed")
                    .doesNotContain("nobody@contoso.com", "artifact/");
            assertThat(ask("auditor", HttpMethod.GET, build, PAGE).getContentAsString())
                    .contains("nobody@contoso.com", "artifact/microsoft-store");
        } finally {
            System.clearProperty("hudson.security.ArtifactsPermission");
            Run.ARTIFACTS.setEnabled(false);
        }
    }

    @Test
    void progressIsOnlyRead() throws Exception {
        WorkflowRun build = succeeds(MIXED);

        assertThat(ask(null, HttpMethod.POST, build, PAGE + "progress").getStatusCode())
                .isIn(404, 405);
        String answer = ask(null, HttpMethod.GET, build, PAGE + "progress").getContentAsString();
        JsonMapper json = new JsonMapper();
        assertThat(json.readTree(answer)).isEqualTo(json.readTree("{\"live\": false, \"running\": {}}"));
    }

    @Test
    void noUrlBelowThePageLeadsToTheBuild() throws Exception {
        WorkflowRun build = succeeds(MIXED);

        for (String path : List.of("object/", "object/api/json", "target/", "run/")) {
            assertThat(status(null, build, PAGE + path)).as(path).isEqualTo(404);
        }
    }

    @Test
    void noPageNamesACredential() throws Exception {
        WorkflowRun build = succeeds(MIXED);
        addToken(jenkins.jenkins, "the-id-of-a-credential", store.issueToken());
        WorkflowRun named = succeeds("""
                msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com',
                        credentialsId: 'the-id-of-a-credential'
                """);

        assertThat(page(build).asXml()).doesNotContain("credentialsId");
        assertThat(page(named).asXml()).doesNotContain("the-id-of-a-credential");
    }

    @Test
    void aMillionUsersDoNotGrowWhatJenkinsLoads() throws Exception {
        WorkflowRun small = succeeds("msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',"
                + " users: ['ada@contoso.com'], reportName: 'users'");
        WorkflowRun large = succeeds("msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',"
                + " users: (1..3000).collect { 'user' + it }, onFailure: 'CONTINUE', reportName: 'users',"
                + " resultLimit: 0");

        assertThat(size(large, "build.xml")).isLessThan(size(small, "build.xml") + 1000);
        assertThat(size(large, "microsoft-store-operations.txt")).isLessThan(50_000);
    }

    private static long size(Run<?, ?> build, String file) throws IOException {
        return Files.size(build.getRootDir().toPath().resolve(file));
    }

    @Test
    void aResumedBulkOperationShowsItsProgress() throws Exception {
        store.fault(FaultRule.on(Operation.BULK_SEATS).nth(2).effect(FaultEffect.slow(Duration.ofMinutes(10))));
        WorkflowJob job = job("msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign',"
                + " batchSize: 1, users: ['ada@contoso.com', 'bob@contoso.com']");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            awaitRequests(build, Operation.BULK_SEATS, 2);
            String progress = "";
            while (!progress.contains("1 of 2 users (50%)") && build.isBuilding()) {
                progress = ask(null, HttpMethod.GET, build, PAGE + "progress").getContentAsString();
            }
            assertThat(progress).contains("\"live\":true", "\"done\":1", "\"total\":2");

            HtmlPage page = browser.getPage(build, PAGE);
            DomElement bar = page.querySelector("progress");
            assertThat(bar.getAttribute("value")).isEqualTo("1");
            assertThat(bar.getAttribute("max")).isEqualTo("2");
            assertThat(jenkins.createWebClient().getPage(build).asNormalizedText())
                    .contains("1 operation: 1 running", "1 of 2 users (50%)")
                    .doesNotContain("2 users:");

            build.doStop();
            jenkins.waitForCompletion(build);
            browser.waitForBackgroundJavaScript(20_000);
            assertThat((DomElement) page.querySelector("progress"))
                    .as("the page sees the end by itself")
                    .isNull();
            assertThat(page.asNormalizedText()).contains("1 operation: 1 interrupted");
        }
    }

    @Test
    void whatIsUnderWayStaysSoWhenItsFolderIsRenamed() throws Exception {
        store.fault(FaultRule.on(Operation.GET_SEAT).nth(1).effect(FaultEffect.slow(Duration.ofMinutes(10))));
        MockFolder folder = jenkins.createFolder("before");
        WorkflowJob job = scripted(
                folder.createProject(WorkflowJob.class, "job"),
                "msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        awaitRequests(build, Operation.GET_SEAT, 1);

        folder.renameTo("after");

        assertThat(build.getParent().getFullName()).isEqualTo("after/job");
        assertThat(RunningOperations.of(build)).hasSize(1);
        build.doStop();
        jenkins.waitForCompletion(build);
        assertThat(RunningOperations.of(build)).isEmpty();
    }

    private int status(String user, Run<?, ?> build, String path) throws Exception {
        return ask(user, HttpMethod.GET, build, path).getStatusCode();
    }

    private WebResponse ask(String user, HttpMethod method, Run<?, ?> build, String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            if (user != null) {
                browser.login(user);
            }
            WebRequest request = new WebRequest(
                    URI.create(jenkins.getURL() + build.getUrl() + path).toURL(), method);
            return browser.getPage(method == HttpMethod.POST ? browser.addCrumb(request) : request)
                    .getWebResponse();
        }
    }
}
