package io.jenkins.plugins.msstore.license;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The file formats of an offline license. */
public enum LicenseFormat {
    /** The license document itself: for {@code DISM /LicensePath} and provisioning packages. */
    XML,
    /** The base64 text as received: for MDM servers. */
    ENCODED,
    /** The SyncML command that installs the license with the EnterpriseModernAppManagement CSP. */
    SYNCML;

    /** The name as users type it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Parses the names that a user typed, in any case.
     *
     * @param words at least one name
     * @throws InvalidParameterException naming {@code formats} and the invalid name
     */
    public static Set<LicenseFormat> parse(List<String> words) {
        if (words == null || words.isEmpty()) {
            throw new InvalidParameterException("formats", null, "must name at least one of " + known());
        }
        Set<LicenseFormat> formats = EnumSet.noneOf(LicenseFormat.class);
        words.forEach(word -> formats.add(parse(word)));
        return formats;
    }

    private static LicenseFormat parse(String word) {
        return Arrays.stream(values())
                .filter(format ->
                        word != null && format.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException("formats", word, "must be one of " + known()));
    }

    private static String known() {
        return String.join(
                ", ", Arrays.stream(values()).map(LicenseFormat::word).toList());
    }
}
