package io.jenkins.plugins.msstore.client.model;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The ways in which products are licensed: by seats of users, or by an offline license of the organisation. */
public enum LicenseType {
    ONLINE,
    OFFLINE;

    /** The name that users type and the service uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Parses the names that a user typed, in any case.
     *
     * @param words at least one name; null for all
     * @throws InvalidParameterException naming {@code licenseTypes} and the invalid name
     */
    public static Set<LicenseType> parse(List<String> words) {
        if (words == null) {
            return EnumSet.allOf(LicenseType.class);
        }
        if (words.isEmpty()) {
            throw new InvalidParameterException("licenseTypes", null, "must name at least one of " + known());
        }
        Set<LicenseType> types = EnumSet.noneOf(LicenseType.class);
        words.forEach(word -> types.add(parse(word)));
        return types;
    }

    private static LicenseType parse(String word) {
        return Arrays.stream(values())
                .filter(type -> word != null && type.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException("licenseTypes", word, "is not one of " + known()));
    }

    private static String known() {
        return String.join(", ", Arrays.stream(values()).map(LicenseType::word).toList());
    }
}
