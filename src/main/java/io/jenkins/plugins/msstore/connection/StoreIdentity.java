package io.jenkins.plugins.msstore.connection;

import io.jenkins.plugins.msstore.client.auth.EntraIdentity;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import java.util.Locale;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The identity that an operation acts as, resolved from a credential of Jenkins. */
@Restricted(NoExternalUse.class)
public sealed interface StoreIdentity {

    /** The key that requests to one endpoint share a limiter by: a tenant, or a stored token. Compared with equals. */
    Object limiterKey();

    /**
     * An application of Microsoft Entra ID. Holds a secret or private key, so it must not be stored.
     *
     * @param location the location of its credential
     * @param entra the application as it was found
     * @param lookup finds it again, as the same user and in the same context; throws an {@link
     *     io.jenkins.plugins.msstore.util.InvalidParameterException} if it can no longer be used
     */
    record Application(CredentialsLocation location, EntraIdentity entra, Supplier<EntraIdentity> lookup)
            implements StoreIdentity {
        @Override
        public Object limiterKey() {
            return "tenant " + entra.tenantId().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A ready-made token.
     *
     * @param location the location of its credential
     * @param tokens the token
     */
    record ReadyMadeToken(CredentialsLocation location, FixedTokenSource tokens) implements StoreIdentity {
        @Override
        public Object limiterKey() {
            return location;
        }
    }
}
