package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import hudson.model.Run;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.msstore.standin.StandInCredentials;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import java.util.List;
import org.springframework.security.core.Authentication;

/** Asks the {@link StandInCredentials} of the running stand-in. */
public abstract class CredentialsProvider extends Descriptor<CredentialsProvider>
        implements ExtensionPoint, Describable<CredentialsProvider> {
    public static final PermissionGroup GROUP = new PermissionGroup(CredentialsProvider.class, null);
    public static final Permission USE_OWN = new Permission(GROUP, "UseOwn", Permission.CONFIGURE);
    public static final Permission USE_ITEM = new Permission(GROUP, "UseItem", Permission.CONFIGURE);
    public static final Permission CREATE = new Permission(GROUP, "Create", Permission.CREATE);
    public static final Permission UPDATE = new Permission(GROUP, "Update", Permission.UPDATE);

    public static <C extends IdCredentials> C findCredentialById(
            String id, Class<C> type, Run<?, ?> run, List<DomainRequirement> requirements) {
        C found = store().find(id, type, run);
        if (found == null) {
            return null;
        }
        Credentials ofRun = found.forRun(run);
        return type.isInstance(ofRun) ? type.cast(ofRun) : found;
    }

    public static <C extends IdCredentials> C findCredentialByIdInItemGroup(
            String id, Class<C> type, ItemGroup<?> group, Authentication who, List<DomainRequirement> requirements) {
        return store().find(id, type, null);
    }

    public static <C extends IdCredentials> C findCredentialByIdInItem(
            String id, Class<C> type, Item item, Authentication who, List<DomainRequirement> requirements) {
        return store().find(id, type, null);
    }

    public static <C extends IdCredentials> ListBoxModel listCredentialsInItemGroup(
            Class<C> type,
            ItemGroup group,
            Authentication who,
            List<DomainRequirement> requirements,
            CredentialsMatcher matcher) {
        return options(type, matcher);
    }

    public static <C extends IdCredentials> ListBoxModel listCredentialsInItem(
            Class<C> type,
            Item item,
            Authentication who,
            List<DomainRequirement> requirements,
            CredentialsMatcher matcher) {
        return options(type, matcher);
    }

    public static Iterable<CredentialsStore> lookupStores(ModelObject context) {
        return List.of(store().ofJenkins());
    }

    public static <C extends Credentials> C track(Run run, C credentials) {
        if (credentials != null) {
            store().recordUse(run, credentials);
        }
        return credentials;
    }

    public static <C extends Credentials> C track(Item item, C credentials) {
        if (credentials != null) {
            store().recordUse(null, credentials);
        }
        return credentials;
    }

    private static <C extends IdCredentials> ListBoxModel options(Class<C> type, CredentialsMatcher matcher) {
        ListBoxModel options = new ListBoxModel();
        for (C credentials : CredentialsMatchers.filter(store().list(type), matcher)) {
            options.add(CredentialsNameProvider.name(credentials), credentials.getId());
        }
        return options;
    }

    private static StandInCredentials store() {
        return StandInJenkins.get().credentials();
    }
}
