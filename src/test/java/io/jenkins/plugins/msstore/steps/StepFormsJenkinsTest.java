package io.jenkins.plugins.msstore.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.AbstractProject;
import hudson.model.FreeStyleProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import java.net.URI;
import java.util.List;
import java.util.TreeMap;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundConstructor;

/** The forms of the steps keep every value, and snippets omit defaults. */
@WithJenkins
class StepFormsJenkinsTest extends StoreJenkinsTest {

    private static final String[] FUNCTIONS = {
        "msStoreAssignSeat",
        "msStoreReclaimSeat",
        "msStoreGetSeat",
        "msStoreBulkSeats",
        "msStoreSyncSeats",
        "msStoreOfflineLicense",
        "msStoreInventory",
        "msStoreListSeats",
        "msStoreProduct",
        "msStorePackages"
    };

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
        addToken(rule.jenkins, "other", "a-token");
    }

    static List<Step> steps() {
        ReclaimSeatStep reclaim = new ReclaimSeatStep("9NBLGGH4R2R6", "0016", "ada@contoso.com");
        reclaim.ignoreMissing = true;
        reclaim.setCredentialsId("other");

        BulkSeatsStep users = new BulkSeatsStep("9NBLGGH4R2R6", "0016", "reclaim");
        users.users = List.of("ada@contoso.com", "o'neil@contoso.com", "bj\u00f6rn@contoso.com");
        users.batchSize = 10;
        users.onFailure = "CONTINUE";
        users.dryRun = true;
        users.ignoreCapacity = true;
        users.ignoreMissing = true;
        users.allowEmpty = true;
        users.reportName = "monday";
        users.resultLimit = 0;
        users.setCredentialsId("other");

        BulkSeatsStep file = new BulkSeatsStep("9NBLGGH4R2R6", "0016", "assign");
        file.usersFile = "lists/class a.csv";
        file.column = "Mail";
        file.onFailure = "UNSTABLE";

        SyncSeatsStep sync = new SyncSeatsStep("9NBLGGH4R2R6", "0016");
        sync.users = List.of("ada@contoso.com", "bj\u00f6rn@contoso.com");
        sync.mode = "removeOnly";
        sync.maxRemovals = "25";
        sync.protectedUsers = List.of("kiosk@contoso.com", "board@contoso.com");
        sync.expectedPlan = DIGEST;
        sync.dryRun = true;
        sync.onFailure = "CONTINUE";
        sync.ignoreCapacity = true;
        sync.allowEmpty = true;
        sync.reportName = "monday";
        sync.resultLimit = 0;
        sync.setCredentialsId("other");

        SyncSeatsStep syncFile = new SyncSeatsStep("9NBLGGH4R2R6", "0016");
        syncFile.usersFile = "lists/class a.csv";
        syncFile.column = "Mail";
        syncFile.mode = "addOnly";
        syncFile.maxRemovals = "0%";

        OfflineLicenseStep license = new OfflineLicenseStep("9NBLGGH516XP", "0016", "a-content");
        license.formats = List.of("syncml");
        license.archive = false;
        license.directory = "out/licenses";
        license.setCredentialsId("other");

        OfflineLicenseStep all = new OfflineLicenseStep("9NBLGGH516XP", "0016", "a-content");
        all.formats = List.of("xml", "encoded", "syncml");

        InventoryStep inventory = new InventoryStep();
        inventory.licenseTypes = List.of("offline");
        inventory.modifiedSince = "2026-01-31";
        inventory.warnBelow = "10%";
        inventory.displayNames = "de-de";
        inventory.reportName = "nightly";
        inventory.resultLimit = 0;
        inventory.setCredentialsId("other");

        ListSeatsStep ofProduct = new ListSeatsStep();
        ofProduct.productId = "9NBLGGH4R2R6";
        ofProduct.skuId = "0016";

        ListSeatsStep ofUser = new ListSeatsStep();
        ofUser.userName = "ada@contoso.com";
        ofUser.resultLimit = 10;

        GetProductStep product = new GetProductStep("9NBLGGH4R2R6", "0016");
        product.languages = List.of("en-us", "de-de");

        PackagesStep packages = new PackagesStep("9NBLGGH516XP", "0016");
        packages.architectures = List.of("x64", "neutral");
        packages.formats = List.of("appx");
        packages.platforms = List.of("Windows.Desktop");
        packages.directory = "kit";
        packages.dependencies = false;
        packages.archive = true;
        packages.setCredentialsId("other");

        return List.of(
                new AssignSeatStep("9NBLGGH4R2R6", "0016", "ada@contoso.com"),
                new GetSeatStep("9NBLGGH4R2R6", "0016", "ada@contoso.com"),
                new ReclaimSeatStep("9NBLGGH4R2R6", "0016", "ada@contoso.com"),
                reclaim,
                new BulkSeatsStep("9NBLGGH4R2R6", "0016", "assign"),
                users,
                file,
                new SyncSeatsStep("9NBLGGH4R2R6", "0016"),
                sync,
                syncFile,
                new OfflineLicenseStep("9NBLGGH516XP", "0016", "a-content"),
                license,
                all,
                new InventoryStep(),
                inventory,
                ofProduct,
                ofUser,
                new GetProductStep("9NBLGGH4R2R6", "0016"),
                product,
                new PackagesStep("9NBLGGH516XP", "0016"),
                packages);
    }

    @Test
    void noStepIsLeftOut() {
        assertThat(steps().stream().map(Step::getDescriptor))
                .containsAll(ExtensionList.lookup(StoreStepDescriptor.class));
    }

    @Test
    void aFormThatIsSavedChangesNothing() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        for (Step step : steps()) {
            project.getBuildersList().replaceBy(List.of(new StepHolder(step)));
            try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
                HtmlPage page = browser.getPage(project, "configure");
                jenkins.submit(page.getFormByName("config"));
            }
            Step saved = project.getBuildersList().get(StepHolder.class).getStep();
            assertThat(saved)
                    .as(Snippetizer.object2Groovy(step))
                    .isNotSameAs(step)
                    .usingRecursiveComparison()
                    .isEqualTo(step);
        }
    }

    @Test
    void aStepIsTheSameAfterItWasTakenApart() throws Exception {
        for (Step step : steps()) {
            UninstantiatedDescribable parts = DescribableModel.uninstantiate2_(step);

            assertThat(((StepDescriptor) step.getDescriptor()).newInstance(new TreeMap<>(parts.getArguments())))
                    .as(parts.toString())
                    .isNotSameAs(step)
                    .usingRecursiveComparison()
                    .isEqualTo(step);
        }
    }

    @Test
    void aSnippetHoldsWhatIsNoDefault() throws Exception {
        assertThat(steps())
                .map(Snippetizer::object2Groovy)
                .containsExactly(
                        "msStoreAssignSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'",
                        "msStoreGetSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'",
                        "msStoreReclaimSeat productId: '9NBLGGH4R2R6', skuId: '0016', userName: 'ada@contoso.com'",
                        "msStoreReclaimSeat credentialsId: 'other', ignoreMissing: true, productId: '9NBLGGH4R2R6',"
                                + " skuId: '0016', userName: 'ada@contoso.com'",
                        "msStoreBulkSeats action: 'assign', productId: '9NBLGGH4R2R6', skuId: '0016'",
                        "msStoreBulkSeats action: 'reclaim', allowEmpty: true, batchSize: 10, credentialsId: 'other',"
                                + " dryRun: true, ignoreCapacity: true, ignoreMissing: true, onFailure: 'CONTINUE', productId: '9NBLGGH4R2R6',"
                                + " reportName: 'monday', resultLimit: 0, skuId: '0016',"
                                + " users: ['ada@contoso.com', 'o\\'neil@contoso.com', 'bj\u00f6rn@contoso.com']",
                        "msStoreBulkSeats action: 'assign', column: 'Mail', onFailure: 'UNSTABLE',"
                                + " productId: '9NBLGGH4R2R6', skuId: '0016', usersFile: 'lists/class a.csv'",
                        "msStoreSyncSeats productId: '9NBLGGH4R2R6', skuId: '0016'",
                        "msStoreSyncSeats allowEmpty: true, credentialsId: 'other', dryRun: true, expectedPlan: '"
                                + DIGEST + "', ignoreCapacity: true, maxRemovals: '25', mode: 'removeOnly',"
                                + " onFailure: 'CONTINUE', productId: '9NBLGGH4R2R6',"
                                + " protectedUsers: ['kiosk@contoso.com', 'board@contoso.com'], reportName: 'monday',"
                                + " resultLimit: 0, skuId: '0016', users: ['ada@contoso.com', 'bj\u00f6rn@contoso.com']",
                        "msStoreSyncSeats column: 'Mail', maxRemovals: '0%', mode: 'addOnly',"
                                + " productId: '9NBLGGH4R2R6', skuId: '0016', usersFile: 'lists/class a.csv'",
                        "msStoreOfflineLicense contentId: 'a-content', productId: '9NBLGGH516XP', skuId: '0016'",
                        "msStoreOfflineLicense archive: false, contentId: 'a-content', credentialsId: 'other',"
                                + " directory: 'out/licenses', formats: ['syncml'], productId: '9NBLGGH516XP',"
                                + " skuId: '0016'",
                        "msStoreOfflineLicense contentId: 'a-content', formats: ['xml', 'encoded', 'syncml'],"
                                + " productId: '9NBLGGH516XP', skuId: '0016'",
                        "msStoreInventory()",
                        "msStoreInventory credentialsId: 'other', displayNames: 'de-de',"
                                + " licenseTypes: ['offline'], modifiedSince: '2026-01-31', reportName: 'nightly', resultLimit: 0,"
                                + " warnBelow: '10%'",
                        "msStoreListSeats productId: '9NBLGGH4R2R6', skuId: '0016'",
                        "msStoreListSeats resultLimit: 10, userName: 'ada@contoso.com'",
                        "msStoreProduct productId: '9NBLGGH4R2R6', skuId: '0016'",
                        "msStoreProduct languages: ['en-us', 'de-de'], productId: '9NBLGGH4R2R6', skuId: '0016'",
                        "msStorePackages productId: '9NBLGGH516XP', skuId: '0016'",
                        "msStorePackages architectures: ['x64', 'neutral'], archive: true, credentialsId: 'other',"
                                + " dependencies: false, directory: 'kit', formats: ['appx'],"
                                + " platforms: ['Windows.Desktop'], productId: '9NBLGGH516XP', skuId: '0016'");
    }

    @Test
    void theSyntaxPageMakesAListOfTheLinesAndOneOfTheBoxes() throws Exception {
        assertThat(snippet(new JSONObject()
                        .element("stapler-class", BulkSeatsStep.class.getName())
                        .element("productId", "9NBLGGH4R2R6")
                        .element("skuId", "0016")
                        .element("action", "assign")
                        .element("users", "ada@contoso.com\r\n\r\n bob@contoso.com \r\n")
                        .element("usersFile", "")
                        .element("batchSize", "25")
                        .element("resultLimit", "1000")
                        .element("onFailure", "FAIL")
                        .element("reportName", "")
                        .element("column", "")
                        .element("credentialsId", "")))
                .isEqualTo("msStoreBulkSeats action: 'assign', productId: '9NBLGGH4R2R6', skuId: '0016',"
                        + " users: ['ada@contoso.com', 'bob@contoso.com']");
        assertThat(snippet(new JSONObject()
                        .element("stapler-class", SyncSeatsStep.class.getName())
                        .element("productId", "9NBLGGH4R2R6")
                        .element("skuId", "0016")
                        .element("users", "ada@contoso.com\r\n")
                        .element("usersFile", "")
                        .element("mode", "full")
                        .element("maxRemovals", "")
                        .element("protectedUsers", "\r\nkiosk@contoso.com\r\n")
                        .element("expectedPlan", "")
                        .element("resultLimit", "1000")
                        .element("onFailure", "FAIL")
                        .element("reportName", "")
                        .element("column", "")
                        .element("credentialsId", "")))
                .isEqualTo("msStoreSyncSeats productId: '9NBLGGH4R2R6', protectedUsers: ['kiosk@contoso.com'],"
                        + " skuId: '0016', users: ['ada@contoso.com']");
        assertThat(snippet(new JSONObject()
                        .element("stapler-class", OfflineLicenseStep.class.getName())
                        .element("productId", "9NBLGGH516XP")
                        .element("skuId", "0016")
                        .element("contentId", "a-content")
                        .element("formats", List.of("xml", "encoded"))
                        .element("archive", true)
                        .element("directory", "")
                        .element("credentialsId", "other")))
                .isEqualTo("msStoreOfflineLicense contentId: 'a-content', credentialsId: 'other',"
                        + " productId: '9NBLGGH516XP', skuId: '0016'");
    }

    @Test
    void theSyntaxPageAndTheReferenceShowEveryStep() throws Exception {
        String folder = job("").getUrl() + "pipeline-syntax";
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            assertThat(browser.goTo(folder).asXml()).contains(FUNCTIONS);
            assertThat(browser.goTo(folder + "/html").asXml())
                    .contains(FUNCTIONS)
                    .contains("resultLimit", "ignoreMissing", "directory");
        }
    }

    @Test
    void theSyntaxPageSaysThatABuildStepIsNotMeantForPipelines() throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            HtmlPage page = browser.goTo(job("").getUrl() + "pipeline-syntax");
            HtmlSelect steps = page.querySelector("select.dropdownList");
            steps.getOptions().stream()
                    .filter(option -> option.getText().startsWith("storeSeatAssign"))
                    .findFirst()
                    .orElseThrow()
                    .setSelected(true);
            browser.waitForBackgroundJavaScript(30_000);

            assertThat(page.asNormalizedText()).contains("In a Pipeline, use msStoreAssignSeat");
        }
    }

    private String snippet(JSONObject form) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            WebRequest request = new WebRequest(
                    URI.create(jenkins.getURL() + Snippetizer.GENERATE_URL).toURL(), HttpMethod.POST);
            request.setRequestParameters(List.of(new NameValuePair("json", form.toString())));
            return browser.getPage(browser.addCrumb(request))
                    .getWebResponse()
                    .getContentAsString()
                    .strip();
        }
    }

    /** A step within a job's page. */
    public static final class StepHolder extends Builder {

        private final transient Step step;

        @DataBoundConstructor
        public StepHolder(Step step) {
            this.step = step;
        }

        public Step getStep() {
            return step;
        }

        @TestExtension
        public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
            @Override
            public boolean isApplicable(Class<? extends AbstractProject> type) {
                return true;
            }
        }
    }
}
