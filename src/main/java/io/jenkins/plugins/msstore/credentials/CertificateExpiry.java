package io.jenkins.plugins.msstore.credentials;

import io.jenkins.plugins.msstore.connection.StoreIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Checks whether the certificate of an application expires soon. */
@Restricted(NoExternalUse.class)
public final class CertificateExpiry {

    private static final Duration WARNING_PERIOD = Duration.ofDays(30);

    private CertificateExpiry() {}

    /** Whether a certificate has expired, or expires within 30 days. */
    static boolean isNear(Instant expiry, Instant now) {
        return expiry.isBefore(now.plus(WARNING_PERIOD));
    }

    /** The day on which a certificate expires, in UTC. */
    static LocalDate day(Instant expiry) {
        return expiry.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /**
     * The warning for a build's log.
     *
     * @param identity the identity of an operation
     * @return empty if the identity has no certificate, or its certificate is valid for more than 30 days
     */
    public static Optional<String> warning(StoreIdentity identity, Instant now) {
        return identity instanceof StoreIdentity.Application application
                ? application
                        .entra()
                        .certificateExpiry()
                        .filter(expiry -> isNear(expiry, now))
                        .map(expiry -> warning(application.location().id(), expiry, now))
                : Optional.empty();
    }

    private static String warning(String credentialsId, Instant expiry, Instant now) {
        String when = expiry.isBefore(now)
                ? "expired on " + day(expiry)
                : "expires on " + day(expiry) + ", in " + ChronoUnit.DAYS.between(now, expiry) + " days";
        return "Warning: the certificate of credential '" + credentialsId + "' " + when
                + ". Renew it in Microsoft Entra ID under App registrations > Certificates & secrets, then in Jenkins";
    }
}
