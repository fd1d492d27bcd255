package io.jenkins.plugins.msstore.credentials;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AdministrativeMonitor;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.msstore.client.auth.EntraCredential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Warns administrators of applications whose certificate expires soon. Shows what the last hourly check has found: a page
 * never opens a key store.
 */
@Extension
@Restricted(NoExternalUse.class)
public class ExpiringCertificatesMonitor extends AdministrativeMonitor {

    private static final Logger LOGGER = Logger.getLogger(ExpiringCertificatesMonitor.class.getName());

    private volatile List<Expiring> expiring = List.of();

    /**
     * An application whose certificate expires soon.
     *
     * @param name the name of its credential
     * @param folder the full name of the folder that holds the credential; empty for the controller
     * @param certificateId the id of the credential that holds the certificate
     * @param expiry the time at which the certificate expires
     */
    record Expiring(String name, String folder, String certificateId, Instant expiry) {}

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.ExpiringCertificatesMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return !expiring.isEmpty();
    }

    /** One line for each application, in the language of the user, the first to expire at the top. */
    public List<String> getLines() {
        Instant now = Instant.now();
        return expiring.stream()
                .map(each -> {
                    String name = each.folder().isEmpty()
                            ? each.name()
                            : Messages.ExpiringCertificatesMonitor_inFolder(each.name(), each.folder());
                    String day = CertificateExpiry.day(each.expiry()).toString();
                    return each.expiry().isBefore(now)
                            ? Messages.ExpiringCertificatesMonitor_expired(name, each.certificateId(), day)
                            : Messages.ExpiringCertificatesMonitor_expires(name, each.certificateId(), day);
                })
                .toList();
    }

    /** Looks at the certificates of all applications of the controller and its folders. */
    void check() {
        List<Expiring> found = new ArrayList<>();
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            Jenkins jenkins = Jenkins.get();
            addExpiringOf(jenkins, found);
            for (Item item : jenkins.allItems()) {
                if (item instanceof ItemGroup<?> group) {
                    addExpiringOf(group, found);
                }
            }
        }
        found.sort(Comparator.comparing(Expiring::expiry));
        expiring = List.copyOf(found);
    }

    private static void addExpiringOf(ItemGroup<?> group, List<Expiring> found) {
        Instant now = Instant.now();
        for (CredentialsStore store : CredentialsProvider.lookupStores(group)) {
            // credentials of parent folders are found when these are checked
            if (store.getContext() == group) {
                store.getDomains().stream()
                        .flatMap(domain -> store.getCredentials(domain).stream())
                        .filter(EntraApplication.class::isInstance)
                        .map(EntraApplication.class::cast)
                        .flatMap(application -> expiring(application, group).stream())
                        .filter(each -> CertificateExpiry.isNear(each.expiry(), now))
                        .forEach(found::add);
            }
        }
    }

    /** The certificate of an application; empty if it has none that can be used, which is an error in builds. */
    private static Optional<Expiring> expiring(EntraApplication application, ItemGroup<?> group) {
        String id = application.getCertificateCredentialsId();
        StandardCertificateCredentials certificate = id == null
                ? null
                : CredentialsProvider.findCredentialByIdInItemGroup(
                        id, StandardCertificateCredentials.class, group, ACL.SYSTEM2, List.of());
        if (certificate == null) {
            return Optional.empty();
        }
        try {
            EntraCredential.ClientCertificate usable = ClientCertificates.of(id, certificate);
            return Optional.of(
                    new Expiring(CredentialsNameProvider.name(application), group.getFullName(), id, usable.expiry()));
        } catch (RuntimeException unusable) {
            // any exception, such as that of another plugin's vault: it must not hide the other certificates
            LOGGER.log(Level.FINE, unusable, () -> "Cannot read the certificate of credential " + id);
            return Optional.empty();
        }
    }

    /** Checks hourly, for the first time a minute after the controller has started. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class HourlyCheck extends AsyncPeriodicWork {

        public HourlyCheck() {
            super("Expiring certificates of Microsoft Store for Business");
        }

        @Override
        public long getRecurrencePeriod() {
            return TimeUnit.HOURS.toMillis(1);
        }

        @Override
        public long getInitialDelay() {
            return TimeUnit.MINUTES.toMillis(1);
        }

        @Override
        protected Level getNormalLoggingLevel() {
            return Level.FINE;
        }

        @Override
        protected void execute(TaskListener listener) {
            ExtensionList.lookupSingleton(ExpiringCertificatesMonitor.class).check();
        }
    }
}
