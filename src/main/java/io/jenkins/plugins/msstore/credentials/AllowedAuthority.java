package io.jenkins.plugins.msstore.credentials;

import io.jenkins.plugins.msstore.client.auth.EntraAuthority;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import io.jenkins.plugins.msstore.util.InvalidParameterException;

/** Checks that a credential's secret may be sent to an authority. */
final class AllowedAuthority {

    private AllowedAuthority() {}

    /** Same as {@link #of(String, StoreSettings)} with the present settings of the controller. */
    static EntraAuthority of(String authorityHost) {
        return of(authorityHost, StoreSettings.current());
    }

    /**
     * @throws InvalidParameterException naming {@code authorityHost} if it is not a valid URL, or neither Microsoft's
     *     own nor allowed by the administrator
     */
    static EntraAuthority of(String authorityHost, StoreSettings settings) {
        EntraAuthority authority = EntraAuthority.of(authorityHost);
        if (!settings.allows(authority)) {
            throw new InvalidParameterException(
                    "authorityHost",
                    authority,
                    "is not one of Microsoft's hosts, and an administrator has not allowed it in the global configuration");
        }
        return authority;
    }
}
