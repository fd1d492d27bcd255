package io.jenkins.plugins.msstore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.jenkins.plugins.msstore.steps.AssignSeatStep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kohsuke.accmod.Restricted;

/** Checks the packages and arrows of docs/ARCHITECTURE.md. */
class ArchitectureTest {

    private static final String ROOT = "io.jenkins.plugins.msstore.";

    private static final String[] JENKINS = {
        "hudson..",
        "jenkins..",
        "org.jenkinsci..",
        "org.kohsuke..",
        "com.cloudbees..",
        "net.sf.json..",
        "org.springframework..",
        "io.jenkins.plugins.okhttp..",
        "com.google.common.."
    };

    /** The packages below the line, without the client. */
    private static final String[] ENGINE = {
        ROOT + "bulk..",
        ROOT + "download..",
        ROOT + "history..",
        ROOT + "license..",
        ROOT + "listing..",
        ROOT + "sync..",
        ROOT + "util.."
    };

    private static final String[] JENKINS_SIDE = {
        ROOT + "execution..",
        ROOT + "builders..",
        ROOT + "config..",
        ROOT + "connection..",
        ROOT + "credentials..",
        ROOT + "fields..",
        ROOT + "forms..",
        ROOT + "operation..",
        ROOT + "page..",
        ROOT + "steps.."
    };

    /** The plugin's own classes in both builds, without test classes. */
    private final JavaClasses plugin = new ClassFileImporter()
            .importUrl(
                    AssignSeatStep.class.getProtectionDomain().getCodeSource().getLocation());

    private static DescribedPredicate<JavaClass> oneOf(String... types) {
        return DescribedPredicate.describe(
                "one of " + List.of(types), type -> List.of(types).contains(type.getName()));
    }

    @Test
    void theClientKnowsNoJenkins() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JENKINS)
                .check(plugin);
    }

    @Test
    void theEngineKnowsNoJenkins() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JENKINS)
                .check(plugin);
    }

    @Test
    void theClientKnowsNothingAboveIt() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "bulk..",
                        ROOT + "download..",
                        ROOT + "history..",
                        ROOT + "license..",
                        ROOT + "listing..",
                        ROOT + "sync..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(JENKINS_SIDE)
                .check(plugin);
    }

    @Test
    void theEngineKnowsNothingAboveIt() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JENKINS_SIDE)
                .check(plugin);
    }

    @Test
    void noOperationKnowsItsFronts() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "operation..", ROOT + "execution..", ROOT + "connection..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "steps..", ROOT + "builders..", ROOT + "fields..", ROOT + "config..", ROOT + "page..")
                .check(plugin);
    }

    /** Steps and build steps only bind arguments; operations check them. */
    @Test
    void onlyOperationsUseTheClient() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "steps..", ROOT + "builders..", ROOT + "fields..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.(StoreClient|StoreSession|StoreConnections|BulkExecution)")
                .check(plugin);
    }

    @Test
    void dependenciesBetweenPackagesRunOneWay() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(plugin);
    }

    /** Only steps, build steps, the credential and the configuration may be used by others, by their symbols. */
    @Test
    void publicClassesThatAreNoApiAreRestricted() {
        classes()
                .that()
                .resideInAnyPackage(JENKINS_SIDE)
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .and()
                .haveNameNotMatching(".*\\.(steps\\.\\w*Step|builders\\.\\w*Builder)")
                .and()
                .doNotHaveSimpleName("EntraApplication")
                .and()
                .doNotHaveSimpleName("MicrosoftStoreConfiguration")
                .and()
                .doNotHaveSimpleName("Messages")
                .should()
                .beAnnotatedWith(Restricted.class)
                .check(plugin);
    }

    @Test
    void onlyTheClientSpeaksHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "client..", ROOT + "connection..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..", "com.microsoft..")
                .check(plugin);
    }

    /** Jenkins rejects such a class if an agent sends it to the controller. */
    @Test
    void callablesForAgentsCarryTextNumbersAndBytesAndDoNotRunOnTheController() {
        String[] sent = {"hudson.FilePath$FileCallable", "hudson.remoting.Callable"};
        for (String type : sent) {
            classes()
                    .that()
                    .areAssignableTo(type)
                    .should()
                    .beAssignableTo("jenkins.MasterToSlaveFileCallable")
                    .allowEmptyShould(true)
                    .check(plugin);
            fields().that()
                    .areDeclaredInClassesThat()
                    .areAssignableTo(type)
                    .and()
                    .areNotStatic()
                    .should()
                    .haveRawType(oneOf("java.lang.String", "long", byte[].class.getName()))
                    .allowEmptyShould(true)
                    .check(plugin);
        }
    }
}
