package io.jenkins.plugins.msstore.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.client.auth.EntraCredential;
import io.jenkins.plugins.msstore.client.auth.EntraIdentity;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import io.jenkins.plugins.msstore.client.model.InvalidParameterException;
import io.jenkins.plugins.msstore.connection.StoreIdentity;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Turns the id of a credential into the identity that an operation acts as: for a build, with the credentials that the
 * build may use and their use tracked; for the controller, with its own.
 */
public final class StoreCredentials {

    private final StoreSettings settings;
    private final Lookup lookup;

    private StoreCredentials(StoreSettings settings, Lookup lookup) {
        this.settings = settings;
        this.lookup = lookup;
    }

    /** Where credentials are looked up. */
    private interface Lookup {

        /** The credential of an id; null where there is none. */
        <C extends StandardCredentials> C find(String id, Class<C> type, List<DomainRequirement> domain);

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

        @Override
        public String missing() {
            return "names no credential that this build may use";
        }
    }

    /**
     * What a form may use.
     *
     * @param item whose form it is; null for a form of the controller
     */
    private record OfForm(Item item) implements Lookup {
        @Override
        public <C extends StandardCredentials> C find(String id, Class<C> type, List<DomainRequirement> domain) {
            return item == null
                    ? CredentialsProvider.findCredentialByIdInItemGroup(id, type, Jenkins.get(), ACL.SYSTEM2, domain)
                    : CredentialsProvider.findCredentialByIdInItem(
                            id, type, item, CredentialsDropdown.authenticationOf(item), domain);
        }

        @Override
        public String missing() {
            return "names no credential that can be used here";
        }
    }

    /** The credentials that a build may use: those of its folders, its parameters and the controller. */
    public static StoreCredentials of(@NonNull Run<?, ?> run, StoreSettings settings) {
        return new StoreCredentials(settings, new OfBuild(run));
    }

    /**
     * The credentials that a form can name.
     *
     * @param item whose form it is, a job or a folder; null for a form of the controller
     */
    public static StoreCredentials of(@CheckForNull Item item, StoreSettings settings) {
        return new StoreCredentials(settings, new OfForm(item));
    }

    /** The credentials of the controller itself, for its own form. */
    public static StoreCredentials ofController(StoreSettings settings) {
        return new StoreCredentials(settings, new OfForm(null));
    }

    /**
     * @param credentialsId the credential's id, or a parameter's expression such as <code>${STORE}</code>; null for the
     *     administrator's default
     * @throws InvalidParameterException naming what cannot be used and why
     */
    public StoreIdentity identity(@CheckForNull String credentialsId) {
        String id = Util.fixEmptyAndTrim(credentialsId);
        if (id == null) {
            id = Util.fixEmptyAndTrim(settings.credentialsId());
        }
        if (id == null) {
            throw new InvalidParameterException(
                    "credentialsId", null, "is missing, and the global configuration names no default");
        }
        StandardCredentials found = find(
                "credentialsId",
                id,
                StandardCredentials.class,
                URIRequirementBuilder.fromUri(settings.endpoint()).build());
        if (found instanceof EntraApplication application) {
            return identity(application);
        }
        if (found instanceof StringCredentials token) {
            return readyMade(token.getId(), token);
        }
        throw new InvalidParameterException(
                "credentialsId", id, "is neither a Microsoft Entra application nor a secret text");
    }

    /**
     * An application as it is, whether it is stored or not.
     *
     * @throws InvalidParameterException naming what cannot be used and why
     */
    StoreIdentity identity(EntraApplication application) {
        return new StoreIdentity.Application(entra(application));
    }

    private static StoreIdentity readyMade(String id, StringCredentials token) {
        String text = token.getSecret().getPlainText().strip();
        if (text.isEmpty()) {
            throw new InvalidParameterException("credentialsId", id, "holds no token");
        }
        try {
            return new StoreIdentity.ReadyMadeToken(id, new FixedTokenSource(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("credentialsId", id, "holds no bearer token: " + e.getMessage());
        }
    }

    private EntraIdentity entra(EntraApplication application) {
        return new EntraIdentity(
                AllowedAuthority.of(application.getAuthorityHost(), settings),
                application.getTenantId(),
                application.getClientId(),
                settings.scope(),
                credential(application));
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
        return found;
    }
}
