package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import io.jenkins.plugins.msstore.builders.AssignSeatBuilder;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.ListCounts;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecords;
import io.jenkins.plugins.msstore.history.OperationResult;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import io.jenkins.plugins.msstore.history.SeatCount;
import io.jenkins.plugins.msstore.simulator.FaultEffect;
import io.jenkins.plugins.msstore.simulator.FaultRule;
import io.jenkins.plugins.msstore.simulator.Operation;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.htmlunit.WebResponse;
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

/** The summary on a job's page and the page behind it, in a browser. */
@WithJenkins
class JobPageJenkinsTest extends StoreJenkinsTest {

    private static final String PAGE = "microsoft-store/";

    private static final String INVENTORY_AND_USERS = """
            msStoreInventory()
            msStoreBulkSeats productId: '9NBLGGH4R2R6', skuId: '0016', action: 'assign', onFailure: 'CONTINUE',
                    users: ['ada@contoso.com', 'nobody@contoso.com', 'bob-without-a-domain']
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

    private HtmlPage page(Job<?, ?> job) throws Exception {
        return jenkins.createWebClient().goTo(job.getUrl() + PAGE);
    }

    @Test
    void theJobsPageLeadsToTheBuildsThroughTheChart() throws Exception {
        WorkflowJob job = succeeds(INVENTORY_AND_USERS).getParent();
        jenkins.buildAndAssertSuccess(scripted(job, "echo 'nothing'"));
        jenkins.buildAndAssertSuccess(scripted(job, "msStoreProduct productId: '9NBLGGH4R2R6', skuId: '0016'"));

        HtmlPage page = jenkins.createWebClient().getPage(job);

        assertThat(page.asNormalizedText()).contains("2 builds: 1 succeeded, 1 partly failed");
        assertThat(page.querySelectorAll("#side-panel a[href$='/microsoft-store']"))
                .hasSize(1);
        List<HtmlAnchor> bars = page.getByXPath("//figure//a");
        assertThat(bars)
                .extracting(bar -> bar.getAttribute("aria-label"))
                .containsExactly(
                        "Build #1: 2 operations: 1 succeeded, 1 partly failed."
                                + " 3 users: 1 succeeded, 1 failed, 1 invalid",
                        "Build #3: 1 operation: 1 succeeded");
        HtmlPage build = bars.get(0).click();
        assertThat(build.getUrl().getPath()).endsWith("/1/microsoft-store/");
        assertThat(build.getElementById("ms-store-operations")).isNotNull();
        HtmlAnchor link = page.querySelector(".app-summary a[href='microsoft-store/']");
        assertThat(((HtmlPage) link.click()).getElementById("ms-store-builds")).isNotNull();
    }

    @Test
    void thePageShowsBuildsOutcomesAndSeats() throws Exception {
        WorkflowJob job = succeeds(INVENTORY_AND_USERS).getParent();
        jenkins.buildAndAssertSuccess(job);

        HtmlPage page = page(job);

        assertThat(page.asNormalizedText())
                .contains(
                        "2 builds: 2 partly failed",
                        "6 users",
                        "9WZDNCRFJ3TJ/0012",
                        "0 of 3 seats in use",
                        "0 of 1,000,000 seats in use");
        assertThat(page.querySelectorAll("#ms-store-builds tbody tr")).hasSize(2);
        assertThat(page.querySelectorAll("figure a")).hasSize(6);
        HtmlAnchor newest = page.getAnchorByText("#2");
        assertThat(((HtmlPage) newest.click()).getElementById("ms-store-operations"))
                .isNotNull();
        HtmlAnchor seats = page.querySelector(".ms-store-products a");
        assertThat(seats.getAttribute("aria-label")).isEqualTo("Build #1: 0 of 1,000,000 seats in use");
        assertThat(((HtmlPage) seats.click()).getElementById("ms-store-operations"))
                .isNotNull();
    }

    @Test
    void noUserIsNamed() throws Exception {
        WorkflowJob job = succeeds(INVENTORY_AND_USERS).getParent();

        assertThat(page(job).asXml()).doesNotContain("nobody@contoso.com", "bob-without-a-domain", "ada@contoso.com");
        assertThat(jenkins.createWebClient().getPage(job).asXml())
                .doesNotContain("nobody@contoso.com", "bob-without-a-domain", "ada@contoso.com");
    }

    @Test
    void aFreestyleJobHasThePage() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new AssignSeatBuilder("9NBLGGH4R2R6", "0016", "ada@contoso.com"));
        jenkins.buildAndAssertSuccess(job);

        assertThat(page(job).asNormalizedText()).contains("1 build: 1 succeeded", "1 user");
        assertThat(jenkins.createWebClient().getPage(job).asNormalizedText()).contains("1 build: 1 succeeded");
    }

    @Test
    void aJobWhoseLastBuildsHaveNoOperationsHasNoPage() throws Exception {
        WorkflowJob job = succeeds("echo 'nothing'").getParent();

        assertThat(status(null, job, PAGE)).isEqualTo(404);
        assertThat(jenkins.createWebClient().getPage(job).asNormalizedText()).doesNotContain("Microsoft Store");
    }

    @Test
    void usersWhoMayNotReadTheJobSeeNothing() throws Exception {
        WorkflowJob job = succeeds(INVENTORY_AND_USERS).getParent();
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

        assertThat(status(null, job, PAGE)).isEqualTo(404);
        assertThat(status("stranger", job, PAGE)).isEqualTo(404);
        assertThat(status("discoverer", job, PAGE)).isEqualTo(403);
        assertThat(status("reader", job, PAGE)).isEqualTo(200);
    }

    @Test
    void seatsThatOnlyReportsHaveAreForReadersOfTheReports() throws Exception {
        WorkflowJob job = succeeds(INVENTORY_AND_USERS).getParent();
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
            assertThat(ask("reader", job, PAGE).getContentAsString())
                    .contains("1 build: 1 partly failed")
                    .doesNotContain("9WZDNCRFJ3TJ");
            assertThat(ask("auditor", job, PAGE).getContentAsString()).contains("9WZDNCRFJ3TJ");
        } finally {
            System.clearProperty("hudson.security.ArtifactsPermission");
            Run.ARTIFACTS.setEnabled(false);
        }
    }

    @Test
    void noUrlBelowThePageLeadsToTheJob() throws Exception {
        WorkflowJob job = succeeds(INVENTORY_AND_USERS).getParent();

        for (String path : List.of("object/", "object/api/json", "target/", "job/")) {
            assertThat(status(null, job, PAGE + path)).as(path).isEqualTo(404);
        }
    }

    /** Names of products come from the service. */
    @Test
    void whatCameFromTheServiceIsText() throws Exception {
        WorkflowJob job = succeeds("echo 'nothing'").getParent();
        record(
                job.getLastBuild().getRootDir().toPath(),
                new ListCounts(1, 0, List.of(new SeatCount("<img src=x onerror=alert(1)>", null, 5, 1)), 0));

        HtmlPage page = page(job);

        assertThat(page.asNormalizedText()).contains("<img src=x onerror=alert(1)>", "4 of 5 seats in use");
        assertThat(page.querySelectorAll("img[src=x]")).isEmpty();
    }

    @Test
    void eachDateStandsOnceBelowTheSeats() throws Exception {
        WorkflowJob job = succeeds("echo 'nothing'").getParent();
        Path first = job.getLastBuild().getRootDir().toPath();
        ListCounts list = new ListCounts(1, 0, List.of(new SeatCount("9NBLGGH4R2R6/0016", null, 5, 1)), 0);
        Instant noon = LocalDate.of(2026, 1, 30)
                .atTime(LocalTime.NOON)
                .atZone(ZoneId.systemDefault())
                .toInstant();
        record(first, list, noon);
        assertThat(datesBelowSeats(job)).as("one build").hasSize(1);

        record(Files.createDirectory(first.resolveSibling("2")), list, noon.plus(1, ChronoUnit.HOURS));
        job.updateNextBuildNumber(3);
        assertThat(datesBelowSeats(job)).as("two builds of a day").hasSize(1);

        record(Files.createDirectory(first.resolveSibling("3")), list, noon.plus(1, ChronoUnit.DAYS));
        job.updateNextBuildNumber(4);
        assertThat(datesBelowSeats(job)).as("builds of two days").hasSize(2).doesNotHaveDuplicates();
    }

    private List<String> datesBelowSeats(Job<?, ?> job) throws Exception {
        return page(job).querySelectorAll(".ms-store-products figcaption span").stream()
                .map(date -> date.asNormalizedText())
                .toList();
    }

    private static void record(Path build, ListCounts list) throws IOException {
        record(build, list, Instant.now());
    }

    private static void record(Path build, ListCounts list, Instant at) throws IOException {
        OperationRecords records = OperationRecords.in(build);
        records.begin("1", OperationDescription.of(OperationKind.INVENTORY), at);
        records.end("1", at, Ending.SUCCEEDED, null, OperationResult.ofList(list, List.of()));
        records.begin("2", OperationDescription.of(OperationKind.BULK_ASSIGN), at);
        records.end(
                "2",
                at,
                Ending.SUCCEEDED,
                null,
                new OperationResult(new OutcomeCounts(20, 1, 0, 0, 0), null, null, null, List.of(), List.of()));
    }

    @Test
    void noBuildIsLoadedForThePage() throws Exception {
        WorkflowJob job = succeeds("echo 'nothing'").getParent();
        int builds = 5000;
        Path first = job.getLastBuild().getRootDir().toPath();
        for (int number = 2; number <= builds; number++) {
            Path build = Files.createDirectory(first.resolveSibling(Integer.toString(number)));
            Files.copy(first.resolve("build.xml"), build.resolve("build.xml"));
            record(build, new ListCounts(1, 0, List.of(new SeatCount("9NBLGGH4R2R6/0016", null, 50, number % 50)), 0));
        }
        job.updateNextBuildNumber(builds + 1);
        job.getLazyBuildMixIn().getRunMap().purgeCache();

        JobPage page = job.getAction(JobPage.class);
        assertThat(page.read().getBuilds()).hasSize(JobOperations.MAX_BUILDS);
        assertThat(page.read().getProducts()).hasSize(1);
        assertThat(loaded(job)).isZero();

        jenkins.createWebClient().goTo(job.getUrl() + "changes");
        int withoutThePage = loaded(job);
        job.getLazyBuildMixIn().getRunMap().purgeCache();
        assertThat(page(job).querySelectorAll("#ms-store-builds tbody tr")).hasSize(JobOperations.MAX_BUILDS);
        assertThat(loaded(job)).as("what every page of a job loads").isLessThanOrEqualTo(withoutThePage);
    }

    private static int loaded(WorkflowJob job) {
        return job.getLazyBuildMixIn().getRunMap().getLoadedBuilds().size();
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

        assertThat(page(job).asNormalizedText()).contains("1 build: 1 running");
        build.doStop();
        jenkins.waitForCompletion(build);
        assertThat(page(job).asNormalizedText()).contains("1 build: 1 interrupted");
    }

    @Test
    void speaksGermanToWhoAsksForIt() throws Exception {
        WorkflowJob job = succeeds(INVENTORY_AND_USERS).getParent();
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

            assertThat(browser.getPage(job).asNormalizedText()).contains("1 Build: 1 teilweise fehlgeschlagen");
            assertThat(browser.goTo(job.getUrl() + PAGE).asNormalizedText())
                    .contains(
                            "3 Benutzer",
                            "\u00dcber der Linie stehen die erfolgreichen Benutzer",
                            "0 von 1.000.000 Lizenzpl\u00e4tzen belegt");
        } finally {
            LocaleProvider.setProvider(before);
        }
    }

    private int status(String user, Job<?, ?> job, String path) throws Exception {
        return ask(user, job, path).getStatusCode();
    }

    private WebResponse ask(String user, Job<?, ?> job, String path) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            if (user != null) {
                browser.login(user);
            }
            return browser.getPage(
                            URI.create(jenkins.getURL() + job.getUrl() + path).toURL())
                    .getWebResponse();
        }
    }
}
