package io.jenkins.plugins.msstore.connection;

import io.jenkins.plugins.msstore.client.auth.EntraIdentity;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Who an operation acts as: what a credential of Jenkins comes down to. */
@Restricted(NoExternalUse.class)
public sealed interface StoreIdentity {

    /** Who shares a limit, for one endpoint: a tenant, or those who hold the same ready-made token. */
    String limitedAs();

    /**
     * An application of Microsoft Entra ID.
     *
     * @param entra the application
     */
    record Application(EntraIdentity entra) implements StoreIdentity {
        @Override
        public String limitedAs() {
            return "tenant " + entra.tenantId().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A ready-made token.
     *
     * @param credentialsId the id of the credential that holds it
     * @param tokens the token
     */
    record ReadyMadeToken(String credentialsId, FixedTokenSource tokens) implements StoreIdentity {
        @Override
        public String limitedAs() {
            return "credentials " + credentialsId;
        }
    }
}
