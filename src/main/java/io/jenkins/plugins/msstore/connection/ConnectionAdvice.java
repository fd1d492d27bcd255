package io.jenkins.plugins.msstore.connection;

import hudson.ProxyConfiguration;
import io.jenkins.plugins.msstore.client.error.AccessDeniedException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.UnreachableException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jvnet.localizer.Localizable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Explains a failed connection: the cause, where to fix it, then the error. */
@Restricted(NoExternalUse.class)
public final class ConnectionAdvice {

    /** The number of an Entra error, in the first words of its description. */
    private static final Pattern ENTRA_CODE = Pattern.compile("\\bAADSTS(\\d+)\\b");

    private final StoreSettings settings;

    ConnectionAdvice(StoreSettings settings) {
        this.settings = settings;
    }

    /**
     * Says where to renew an expired secret or a rejected certificate, for the log of a build.
     *
     * @param error the line of the error
     * @return English; empty for another error
     */
    public static Optional<String> onRenewal(String error) {
        Matcher entra = ENTRA_CODE.matcher(error);
        return entra.find() ? renewal(entra.group(1)).map(advice -> advice.toString(Locale.ENGLISH)) : Optional.empty();
    }

    private static Optional<Localizable> renewal(String code) {
        return switch (code) {
            case "7000222" -> Optional.of(Messages._ConnectionAdvice_expiredSecret());
            case "700024", "700027", "700030", "7000214", "1000502" ->
                Optional.of(Messages._ConnectionAdvice_certificate());
            default -> Optional.empty();
        };
    }

    /** Explains a failure on one line: advice for the administrator, then the error. */
    String explain(Throwable failure) {
        if (!(failure instanceof StoreException error)) {
            return failure.toString();
        }
        return advice(error) + " " + Messages.ConnectionAdvice_details(error.getMessage());
    }

    private String advice(StoreException error) {
        Matcher entra = ENTRA_CODE.matcher(error.reason());
        if (entra.find()) {
            return ofEntra(entra.group(1));
        }
        if (error instanceof AccessDeniedException) {
            return error.httpStatus() == 0 ? Messages.ConnectionAdvice_noToken() : Messages.ConnectionAdvice_noTool();
        }
        if (error instanceof UnreachableException) {
            return unreachable(error.reason());
        }
        if (error instanceof UnexpectedAnswerException || error.httpStatus() == 404) {
            return Messages.ConnectionAdvice_otherService(settings.endpoint());
        }
        return Messages.ConnectionAdvice_later();
    }

    /**
     * The advice for an error of Entra, from Microsoft's list of AADSTS error codes.
     *
     * @param code without {@code AADSTS}
     */
    private static String ofEntra(String code) {
        return switch (code) {
            case "7000215" -> Messages.ConnectionAdvice_wrongSecret();
            case "90002", "900021", "900023" -> Messages.ConnectionAdvice_wrongTenant();
            case "700016", "7000112" -> Messages.ConnectionAdvice_wrongApplication();
            case "65001", "65005", "90094", "500011", "501051", "650052", "650056", "650057" ->
                Messages.ConnectionAdvice_noConsent();
            case "70011", "1002012" -> Messages.ConnectionAdvice_scope();
            default -> renewal(code).map(Localizable::toString).orElseGet(Messages::ConnectionAdvice_noToken);
        };
    }

    private String unreachable(String reason) {
        if (reason.contains("SSL") || reason.contains("CertPath")) {
            return Messages.ConnectionAdvice_untrusted();
        }
        return ControllerProxy.to(host())
                .map(ConnectionAdvice::unreachableBy)
                .orElseGet(Messages::ConnectionAdvice_unreachable);
    }

    private static String unreachableBy(ProxyConfiguration proxy) {
        return ControllerProxy.canSeeAddress()
                ? Messages.ConnectionAdvice_unreachableByProxy(proxy.getName() + ":" + proxy.getPort())
                : Messages.ConnectionAdvice_unreachableByTheProxy();
    }

    private String host() {
        try {
            return URI.create(settings.endpoint()).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
