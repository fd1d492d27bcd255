package io.jenkins.plugins.msstore.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.Permission;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.standin.StandInJob;
import java.nio.file.Path;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drop-down names the default where no credential is selected. */
class CredentialsDropdownStandInTest {

    private static final String HIDDEN = "- default from the global configuration -";

    @TempDir
    Path home;

    private StandInJenkins jenkins;
    private Item job;

    @BeforeEach
    void start() {
        jenkins = StandInJenkins.start(home.toFile()).withIndexedExtensions(EntraApplication.class.getClassLoader());
        job = new StandInJob(jenkins, "seats");
        jenkins.credentials()
                .add(new EntraApplication(CredentialsScope.GLOBAL, "store", "Store for Business", "tenant", "client"));
        jenkins.credentials()
                .add(new StringCredentialsImpl(CredentialsScope.SYSTEM, "system", "Secret", Secret.fromString("x")));
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    private static StoreSettings withDefault(String credentialsId) {
        return StoreSettings.builder().credentialsId(credentialsId).build();
    }

    private String empty(Item item, String defaultId, String currentValue, Permission... rights) {
        Set<Permission> granted = Set.of(rights);
        jenkins.setAcl(ACL.lambda2((who, permission) -> granted.contains(permission)));
        try (ACLContext context = ACL.as2(new VerifyStandInTest.Keeper())) {
            ListBoxModel items = CredentialsDropdown.forStep(item, withDefault(defaultId), currentValue);
            assertThat(items.get(0).value).isEmpty();
            return items.get(0).name;
        }
    }

    @Test
    void theDefaultIsNamedForUsersWhoMaySeeIt() {
        assertThat(empty(job, "store", null, CredentialsProvider.USE_ITEM))
                .isEqualTo("- default: Store for Business -");
        assertThat(empty(job, "store", null, Item.EXTENDED_READ)).isEqualTo("- default: Store for Business -");
        assertThat(empty(null, "store", null, Jenkins.ADMINISTER)).isEqualTo("- default: Store for Business -");
    }

    @Test
    void theDefaultIsNotNamedForOtherUsers() {
        assertThat(empty(job, "store", null, Item.READ)).isEqualTo(HIDDEN);
        assertThat(empty(job, "store", "store", Item.READ)).isEqualTo(HIDDEN);
        assertThat(empty(null, "store", null, Jenkins.READ, CredentialsProvider.USE_ITEM))
                .isEqualTo(HIDDEN);
    }

    @Test
    void aDefaultThatBuildsOfTheJobCannotUseIsNotNamed() {
        assertThat(empty(job, "system", null, CredentialsProvider.USE_ITEM)).isEqualTo(HIDDEN);
        assertThat(empty(job, "absent", "absent", CredentialsProvider.USE_ITEM)).isEqualTo(HIDDEN);
    }

    @Test
    void theEmptyValueIsNoneWithoutADefaultAndInTheGlobalConfiguration() {
        assertThat(empty(job, null, null, CredentialsProvider.USE_ITEM)).isEqualTo("- none -");
        assertThat(CredentialsDropdown.forStore(null, null, null).get(0).name).isEqualTo("- none -");
    }
}
