package io.jenkins.plugins.msstore.connection;

import io.jenkins.plugins.msstore.client.auth.EntraIdentity;
import io.jenkins.plugins.msstore.client.auth.FixedTokenSource;
import java.util.Locale;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Who an operation acts as: what a credential of Jenkins comes down to. */
@Restricted(NoExternalUse.class)
public sealed interface StoreIdentity {

    /** Who shares a limit, for one endpoint: a tenant, or those who use the very same stored token. Compared by equals. */
    Object limitedAs();

    /**
     * An application of Microsoft Entra ID. Holds its secret or private key: not to be kept.
     *
     * @param location where its credential is stored
     * @param entra the application as it was found just now
     * @param lookup finds it again, as the same user and in the same context; throws an
     *     {@link io.jenkins.plugins.msstore.util.InvalidParameterException} where it cannot be used any more
     */
    record Application(CredentialsLocation location, EntraIdentity entra, Supplier<EntraIdentity> lookup)
            implements StoreIdentity {
        @Override
        public Object limitedAs() {
            return "tenant " + entra.tenantId().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A ready-made token.
     *
     * @param location where its credential is stored
     * @param tokens the token
     */
    record ReadyMadeToken(CredentialsLocation location, FixedTokenSource tokens) implements StoreIdentity {
        @Override
        public Object limitedAs() {
            return location;
        }
    }
}
