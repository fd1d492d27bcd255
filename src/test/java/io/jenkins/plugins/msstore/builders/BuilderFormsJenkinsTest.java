package io.jenkins.plugins.msstore.builders;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.msstore.StoreJenkinsTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.htmlunit.html.DomElement;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The forms of the build steps keep every value, and every field has help in both languages. */
@WithJenkins
class BuilderFormsJenkinsTest extends StoreJenkinsTest {

    /**
     * Assign and reclaim have four and five fields, bulk has fifteen, sync has sixteen, license and inventory have seven, list
     * of seats has six, packages have nine; and each has help of its own.
     */
    private static final int FIELDS_AND_BUILDERS = 4 + 5 + 15 + 16 + 7 + 7 + 6 + 9 + 8;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        connect(rule);
        addToken(rule.jenkins, "other", "a-token");
    }

    @AfterEach
    void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    private static List<StoreBuilder> builders() {
        ReclaimSeatBuilder reclaim = new ReclaimSeatBuilder("$PRODUCT", "0016", "$USER_NAME");
        reclaim.ignoreMissing = true;
        reclaim.setCredentialsId("other");

        BulkSeatsBuilder users = new BulkSeatsBuilder("9NBLGGH4R2R6", "0016", "$ACTION");
        users.users = new ArrayList<>(List.of("ada@contoso.com", "$USERS", "bj\u00f6rn@contoso.com"));
        users.batchSize = 10;
        users.onFailure = "$ON_FAILURE";
        users.dryRun = true;
        users.ignoreCapacity = true;
        users.ignoreMissing = true;
        users.allowEmpty = true;
        users.reportName = "$JOB_BASE_NAME";
        users.resultLimit = 0;
        users.setCredentialsId("other");

        BulkSeatsBuilder file = new BulkSeatsBuilder("9NBLGGH4R2R6", "0016", "reclaim");
        file.usersFile = "lists/class a.csv";
        file.column = "Mail";
        file.onFailure = "UNSTABLE";

        SyncSeatsBuilder sync = new SyncSeatsBuilder("9NBLGGH4R2R6", "0016");
        sync.users = new ArrayList<>(List.of("ada@contoso.com", "$USERS"));
        sync.mode = "$MODE";
        sync.maxRemovals = "$MAX_REMOVALS";
        sync.protectedUsers = new ArrayList<>(List.of("kiosk@contoso.com", "$KEEP"));
        sync.expectedPlan = "$PLAN";
        sync.dryRun = true;
        sync.onFailure = "$ON_FAILURE";
        sync.ignoreCapacity = true;
        sync.allowEmpty = true;
        sync.reportName = "$JOB_BASE_NAME";
        sync.resultLimit = 0;
        sync.setCredentialsId("other");

        OfflineLicenseBuilder license = new OfflineLicenseBuilder("9NBLGGH516XP", "0016", "a-content");
        license.formats = new ArrayList<>(List.of("syncml"));
        license.archive = false;
        license.directory = "out/$BUILD_NUMBER";

        InventoryBuilder inventory = new InventoryBuilder();
        inventory.licenseTypes = new ArrayList<>(List.of("online"));
        inventory.modifiedSince = "$SINCE";
        inventory.warnBelow = "$FEW";
        inventory.displayNames = "$LANGUAGE";
        inventory.reportName = "inventory-$BUILD_NUMBER";
        inventory.resultLimit = 10;

        SeatListBuilder seats = new SeatListBuilder();
        seats.userName = "$USER_NAME";
        seats.setCredentialsId("other");

        PackagesBuilder packages = new PackagesBuilder("9NBLGGH516XP", "0016");
        packages.architectures = new ArrayList<>(List.of("x64", "$ARCHITECTURE"));
        packages.formats = new ArrayList<>(List.of("appx"));
        packages.platforms = new ArrayList<>(List.of("Windows.Desktop"));
        packages.directory = "kit/$BUILD_NUMBER";
        packages.dependencies = false;
        packages.archive = true;

        return List.of(
                new AssignSeatBuilder("9NBLGGH4R2R6", "0016", "ada@contoso.com"),
                new ReclaimSeatBuilder("9NBLGGH4R2R6", "0016", "ada@contoso.com"),
                reclaim,
                new BulkSeatsBuilder("9NBLGGH4R2R6", "0016", "assign"),
                users,
                file,
                new SyncSeatsBuilder("9NBLGGH4R2R6", "0016"),
                sync,
                new OfflineLicenseBuilder("9NBLGGH516XP", "0016", "a-content"),
                license,
                new InventoryBuilder(),
                inventory,
                seats,
                new PackagesBuilder("9NBLGGH516XP", "0016"),
                packages);
    }

    @Test
    void noBuildStepIsLeftOut() {
        assertThat(builders().stream().map(StoreBuilder::getDescriptor))
                .containsAll(ExtensionList.lookup(StoreBuilderDescriptor.class));
    }

    @Test
    void aFormThatIsSavedChangesNothing() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().addAll(builders());

        FreeStyleProject saved = jenkins.configRoundtrip(project);

        List<Builder> after = saved.getBuildersList().toList();
        assertThat(after).isNotSameAs(builders()).usingRecursiveComparison().isEqualTo(builders());
    }

    @Test
    void aBuildStepIsTheSameAfterItWasTakenApart() throws Exception {
        for (StoreBuilder builder : builders()) {
            UninstantiatedDescribable parts = DescribableModel.uninstantiate2_(builder);

            assertThat(parts.instantiate(StoreBuilder.class, TaskListener.NULL))
                    .as(parts.toString())
                    .isNotSameAs(builder)
                    .usingRecursiveComparison()
                    .isEqualTo(builder);
        }
    }

    @Test
    void aBuildStepTakenApartHoldsWhatIsNoDefault() {
        assertThat(builders().subList(2, 5))
                .map(builder -> DescribableModel.uninstantiate2_(builder).toString())
                .containsExactly(
                        "@storeSeatReclaim(credentialsId=other,ignoreMissing=true,productId=$PRODUCT,skuId=0016,"
                                + "userName=$USER_NAME)",
                        "@storeSeatsBulk(action=assign,productId=9NBLGGH4R2R6,skuId=0016)",
                        "@storeSeatsBulk(action=$ACTION,allowEmpty=true,batchSize=10,credentialsId=other,dryRun=true,"
                                + "ignoreCapacity=true,ignoreMissing=true,onFailure=$ON_FAILURE,productId=9NBLGGH4R2R6,"
                                + "reportName=$JOB_BASE_NAME,resultLimit=0,skuId=0016,"
                                + "users=[ada@contoso.com, $USERS, bj\u00f6rn@contoso.com])");
    }

    @Test
    void everyFieldHasHelpInBothLanguages() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().addAll(builders());
        List<String> helps = new ArrayList<>();
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            for (DomElement button : browser.getPage(project, "configure").getElementsByTagName("a")) {
                String help = button.getAttribute("helpURL");
                if (help.contains("io.jenkins.plugins.msstore")) {
                    helps.add(help.substring(help.indexOf("/descriptor/") + 1));
                }
            }
        }

        assertThat(german(project.getUrl() + "configure"))
                .contains("Microsoft Store: vielen Benutzern Lizenzpl\u00e4tze zuweisen oder entziehen")
                .contains("Probelauf: nichts \u00e4ndern")
                .doesNotContain("msStoreBulkSeats");
        assertThat(helps).contains("descriptor/io.jenkins.plugins.msstore.steps.BulkSeatsStep/help/dryRun");
        assertThat(helps.stream().distinct()).hasSize(FIELDS_AND_BUILDERS);
        for (String help : helps) {
            assertThat(german(help)).as(help).startsWith("<div>").isNotEqualTo(english(help));
        }
        assertThat(german("descriptor/io.jenkins.plugins.msstore.steps.BulkSeatsStep/help/dryRun"))
                .contains("sich \u00e4ndern w\u00fcrden");
    }

    /** The texts of a German user. In tests, Jenkins takes the JVM's language for all texts except help files. */
    private String german(String path) throws Exception {
        return text(path, Locale.GERMAN);
    }

    private String english(String path) throws Exception {
        return text(path, Locale.ENGLISH);
    }

    private String text(String path, Locale language) throws Exception {
        Locale.setDefault(language);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(jenkins.getURL() + path))
                                .header("Accept-Language", language.getLanguage())
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }
}
