package io.jenkins.plugins.msstore.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.client.auth.EntraCredential;
import io.jenkins.plugins.msstore.client.auth.EntraIdentity;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.connection.CredentialsLocation;
import io.jenkins.plugins.msstore.connection.StoreConnections;
import io.jenkins.plugins.msstore.connection.StoreIdentity;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Turns the id of a credential into the identity that an operation acts as: for a build, with the credentials that the
 * build may use and their use tracked; for the controller, with its own.
 */
@Restricted(NoExternalUse.class)
public final class CredentialsResolver {

    private final StoreSettings settings;
    private final Lookup lookup;

    private CredentialsResolver(StoreSettings settings, Lookup lookup) {
        this.settings = settings;
        this.lookup = lookup;
    }

    /** Where credentials are looked up. */
    private interface Lookup {

        /** The credential of an id; null where there is none. */
        <C extends StandardCredentials> C find(String id, Class<C> type, List<DomainRequirement> domain);

        /** Where a credential that was found is stored. */
        CredentialsLocation locationOf(StandardCredentials found);

        /** Where a credential of an id could have been found. */
        List<CredentialsLocation> locations(String id);

        /** What there is not where nothing was found, as the end of a sentence. */
        String missing();
    }

    /**
     * What a build may use.
     *
     * @param run the build
     */
    private record OfBuild(Run<?, ?> run) implements Lookup {
        @Override
        public <C extends StandardCredentials> C find(String id, Class<C> type, List<DomainRequirement> domain) {
            C found = CredentialsProvider.findCredentialById(id, type, run, domain);
            if (found != null) {
                CredentialsProvider.track(run, found);
            }
            return found;
        }

        /** Where the store is not known, no other build shares the location. */
        @Override
        public CredentialsLocation locationOf(StandardCredentials found) {
            return stores().locationOf(found)
                    .orElseGet(() -> new CredentialsLocation("", run.getExternalizableId(), found.getId()));
        }

        @Override
        public List<CredentialsLocation> locations(String id) {
            return stores().locations(id);
        }

        private CredentialsStores stores() {
            return new CredentialsStores(run.getParent());
        }

        @Override
        public String missing() {
            return "names no credential that this build may use";
        }
    }

    /**
     * What a form may use.
     *
     * @param context where the form stands
     * @param mayUse whether its user may use credentials there: otherwise there are none, so that nothing is told of them
     */
    private record OfForm(FormContext context, boolean mayUse) implements Lookup {
        @Override
        public <C extends StandardCredentials> C find(String id, Class<C> type, List<DomainRequirement> domain) {
            return mayUse ? context.find(id, type, domain) : null;
        }

        /** What a form tries, it tries alone. */
        @Override
        public CredentialsLocation locationOf(StandardCredentials found) {
            return new CredentialsLocation("", "", found.getId());
        }

        @Override
        public List<CredentialsLocation> locations(String id) {
            return List.of();
        }

        @Override
        public String missing() {
            return "names no credential that can be used here";
        }
    }

    /** The credentials that a build may use: those of its folders, its parameters and the controller. */
    public static CredentialsResolver of(@NonNull Run<?, ?> run, StoreSettings settings) {
        return new CredentialsResolver(settings, new OfBuild(run));
    }

    /** The credentials that the user of a form may name there. */
    static CredentialsResolver of(FormContext context, StoreSettings settings) {
        return new CredentialsResolver(settings, new OfForm(context, context.mayUse()));
    }

    /** The credentials of the controller itself, for its own form. */
    public static CredentialsResolver ofController(StoreSettings settings) {
        return of(FormContext.CONTROLLER, settings);
    }

    /**
     * @param credentialsId the credential's id, or a parameter's expression such as <code>${STORE}</code>; null for the
     *     administrator's default
     * @throws InvalidParameterException naming what cannot be used and why
     */
    public StoreIdentity identity(@CheckForNull String credentialsId) {
        StandardCredentials found = found(credentialsId);
        if (found instanceof EntraApplication application) {
            return new StoreIdentity.Application(
                    lookup.locationOf(application), entra(application), () -> entraAgain(credentialsId));
        }
        if (found instanceof StringCredentials token) {
            return readyMade(token);
        }
        throw new InvalidParameterException(
                "credentialsId", found.getId(), "is neither a Microsoft Entra application nor a secret text");
    }

    /**
     * An application that is not stored yet, as a form shows it.
     *
     * @throws InvalidParameterException naming what cannot be used and why
     */
    StoreIdentity identity(EntraApplication application) {
        EntraIdentity entra = entra(application);
        return new StoreIdentity.Application(lookup.locationOf(application), entra, () -> entra);
    }

    private StandardCredentials found(String credentialsId) {
        String id = Util.fixEmptyAndTrim(credentialsId);
        if (id == null) {
            id = Util.fixEmptyAndTrim(settings.credentialsId());
        }
        if (id == null) {
            throw new InvalidParameterException(
                    "credentialsId", null, "is missing, and the global configuration names no default");
        }
        try {
            return find(
                    "credentialsId",
                    id,
                    StandardCredentials.class,
                    URIRequirementBuilder.fromUri(settings.endpoint()).build());
        } catch (InvalidParameterException missing) {
            lookup.locations(id).forEach(StoreConnections.get()::forgetToken);
            throw missing;
        }
    }

    private StoreIdentity readyMade(StringCredentials token) {
        String text = token.getSecret().getPlainText().strip();
        if (text.isEmpty()) {
            throw new InvalidParameterException("credentialsId", token.getId(), "holds no token");
        }
        try {
            return new StoreIdentity.ReadyMadeToken(lookup.locationOf(token), new FixedTokenSource(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(
                    "credentialsId", token.getId(), "holds no bearer token: " + e.getMessage());
        }
    }

    private EntraIdentity entraAgain(String credentialsId) {
        StandardCredentials found = found(credentialsId);
        if (found instanceof EntraApplication application) {
            return entra(application);
        }
        throw new InvalidParameterException(
                "credentialsId", found.getId(), "is not a Microsoft Entra application any more");
    }

    private EntraIdentity entra(EntraApplication application) {
        try {
            return new EntraIdentity(
                    AllowedAuthority.of(application.getAuthorityHost(), settings),
                    application.getTenantId(),
                    application.getClientId(),
                    settings.scope(),
                    credential(application));
        } catch (InvalidParameterException unusable) {
            StoreConnections.get().forgetToken(lookup.locationOf(application));
            throw unusable;
        }
    }

    private EntraCredential credential(EntraApplication application) {
        Secret secret = application.getClientSecret();
        String certificateId = application.getCertificateCredentialsId();
        if ((secret == null) == (certificateId == null)) {
            throw new InvalidParameterException(
                    "credentialsId", application.getId(), "must have either a client secret or a certificate");
        }
        if (secret != null) {
            return new EntraCredential.ClientSecret(secret.getPlainText());
        }
        return ClientCertificates.of(
                certificateId,
                find("certificateCredentialsId", certificateId, StandardCertificateCredentials.class, List.of()));
    }

    private <C extends StandardCredentials> C find(
            String parameter, String id, Class<C> type, List<DomainRequirement> domain) {
        C found = lookup.find(id, type, domain);
        if (found == null) {
            throw new InvalidParameterException(parameter, id, lookup.missing());
        }
        if (CredentialsDropdown.isOutOfBuildsReach(found)) {
            throw new InvalidParameterException(parameter, id, "has the scope System, so builds cannot use it");
        }
        return found;
    }
}
