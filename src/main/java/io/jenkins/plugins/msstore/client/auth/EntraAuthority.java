package io.jenkins.plugins.msstore.client.auth;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * The host that issues tokens: {@code https://host[:port]}, one of Microsoft's clouds or one of the organisation's own.
 *
 * @param url the host's root URL, without a slash at its end
 */
public record EntraAuthority(String url) {

    /** Microsoft's public cloud. */
    public static final String DEFAULT_URL = "https://login.microsoftonline.com";

    /** Microsoft's own hosts that issue tokens: public, US government, China; and their older names. */
    private static final Set<String> MICROSOFT_HOSTS = Set.of(
            "login.microsoftonline.com",
            "login.microsoft.com",
            "login.windows.net",
            "sts.windows.net",
            "login.microsoftonline.us",
            "login.usgovcloudapi.net",
            "login.chinacloudapi.cn",
            "login.partner.microsoftonline.cn");

    /**
     * Parses the URL that a user typed.
     *
     * @throws InvalidParameterException naming {@code authorityHost}: no {@code https} URL, or more than scheme, host and
     *     port in it
     */
    public static EntraAuthority of(String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidParameterException("authorityHost", text, "must not be blank");
        }
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null || !url.isHttps()) {
            // a text with an @ may contain a password
            throw new InvalidParameterException(
                    "authorityHost", text.contains("@") ? null : text, "is not an https URL");
        }
        HttpUrl bare = new HttpUrl.Builder()
                .scheme(url.scheme())
                .host(url.host())
                .port(url.port())
                .build();
        if (!bare.equals(url)) {
            throw new InvalidParameterException(
                    "authorityHost", bare, "must consist of scheme and host only, without a path");
        }
        String root = bare.toString();
        return new EntraAuthority(root.substring(0, root.length() - 1));
    }

    /**
     * The URL of a tenant at this authority, without a slash at its end.
     *
     * @param tenantId the tenant's id or one of its domain names
     */
    String tenantUrl(String tenantId) {
        return url + "/" + tenantId;
    }

    /** Whether the host is Microsoft's own, on the port of {@code https}. */
    public boolean isMicrosofts() {
        HttpUrl parsed = HttpUrl.get(url);
        return parsed.port() == 443 && MICROSOFT_HOSTS.contains(parsed.host());
    }

    @Override
    public String toString() {
        return url;
    }
}
