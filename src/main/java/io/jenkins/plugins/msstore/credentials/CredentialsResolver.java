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
 * Resolves a credential's id to the identity that an operation acts as: for a build, with the credentials that it may
 * use, whose use is tracked; for the controller, with its own.
 */
@Restricted(NoExternalUse.class)
public final class CredentialsResolver {

    private final StoreSettings settings;
    private final Lookup lookup;

    private CredentialsResolver(StoreSettings settings, Lookup lookup) {
        this.settings = settings;
        this.lookup = lookup;
    }

    /** Looks credentials up in one context. */
    private interface Lookup {

        /** Finds a credential by id; null if there is none. */
        <C extends StandardCredentials> C find(String id, Class<C> type, List<DomainRequirement> domain);

        /** The location of a credential that was found. */
        CredentialsLocation locationOf(StandardCredentials found);

        /** The locations in which a credential of an id could be stored. */
        List<CredentialsLocation> locations(String id);

        /** The end of the error's sentence if there is no such credential. */
        String missing();
    }

    /**
     * The credentials that a build may use.
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

        /** If the store is not known, the location is that of the build alone, so that no other build shares it. */
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
            return "is available to this build";
        }
    }

    /**
     * The credentials that a form may use.
     *
     * @param context the place of the form
     * @param canUse whether the current user may use credentials there; if not, none is found, so that errors reveal
     *     nothing
     */
    private record OfForm(FormContext context, boolean canUse) implements Lookup {
        @Override
        public <C extends StandardCredentials> C find(String id, Class<C> type, List<DomainRequirement> domain) {
            return canUse ? context.find(id, type, domain) : null;
        }

        /** Shares the location with no build. */
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
            return "is available here";
        }
    }

    /** Resolves the credentials that a build may use: those of its folders, its parameters and the controller. */
    public static CredentialsResolver of(@NonNull Run<?, ?> run, StoreSettings settings) {
        return new CredentialsResolver(settings, new OfBuild(run));
    }

    /** Resolves the credentials that the current user may use in a form. */
    static CredentialsResolver of(FormContext context, StoreSettings settings) {
        return new CredentialsResolver(settings, new OfForm(context, context.canUse()));
    }

    /** Resolves the credentials of the controller, for its own form. */
    public static CredentialsResolver ofController(StoreSettings settings) {
        return of(FormContext.CONTROLLER, settings);
    }

    /**
     * Resolves an id.
     *
     * @param credentialsId the credential's id, or a parameter's expression such as <code>${STORE}</code>; null for the
     *     administrator's default
     * @throws InvalidParameterException naming the parameter that cannot be used, and the reason
     */
    public StoreIdentity resolve(@CheckForNull String credentialsId) {
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
     * Resolves an application that is not stored yet, as a form shows it.
     *
     * @throws InvalidParameterException naming the parameter that cannot be used, and the reason
     */
    StoreIdentity resolve(EntraApplication application) {
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
                    "credentialsId", null, "is missing, and the global configuration has no default credential");
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
            throw new InvalidParameterException("credentialsId", token.getId(), "is an empty secret text");
        }
        try {
            return new StoreIdentity.ReadyMadeToken(lookup.locationOf(token), new FixedTokenSource(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(
                    "credentialsId", token.getId(), "is not a usable bearer token: " + e.getMessage());
        }
    }

    private EntraIdentity entraAgain(String credentialsId) {
        StandardCredentials found = found(credentialsId);
        if (found instanceof EntraApplication application) {
            return entra(application);
        }
        throw new InvalidParameterException(
                "credentialsId", found.getId(), "is no longer a Microsoft Entra application");
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
            throw InvalidParameterException.of(parameter, "no credential with ID", id, lookup.missing());
        }
        if (CredentialsDropdown.isSystemScoped(found)) {
            throw new InvalidParameterException(parameter, id, "has the scope System, so builds cannot use it");
        }
        return found;
    }
}
