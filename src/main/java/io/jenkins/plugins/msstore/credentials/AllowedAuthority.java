package io.jenkins.plugins.msstore.credentials;

import io.jenkins.plugins.msstore.client.auth.EntraAuthority;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.util.InvalidParameterException;

/** The authorities to which a credential's secret may be sent. */
final class AllowedAuthority {

    private AllowedAuthority() {}

    /** As {@link #of(String, StoreSettings)}, by the controller's present settings. */
    static EntraAuthority of(String authorityHost) {
        return of(authorityHost, StoreSettings.current());
    }

    /**
     * @throws InvalidParameterException naming {@code authorityHost}: no such URL, or neither Microsoft's own nor allowed
     */
    static EntraAuthority of(String authorityHost, StoreSettings settings) {
        EntraAuthority authority = EntraAuthority.of(authorityHost);
        if (!settings.allows(authority)) {
            throw new InvalidParameterException(
                    "authorityHost",
                    authority,
                    "is none of Microsoft's and not among the authority hosts that the administrator allows");
        }
        return authority;
    }
}
