package io.jenkins.plugins.msstore.client.model;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Selects entries of the inventory.
 *
 * @param licenseTypes the types of the entries, at least one
 * @param modifiedSince only entries that changed at this time or later; empty for all
 */
public record InventoryFilter(Set<LicenseType> licenseTypes, Optional<Instant> modifiedSince) {

    /** Selects every entry. */
    public static final InventoryFilter ALL = of(null, null);

    private static final int MAX_YEAR = 9999;

    public InventoryFilter {
        licenseTypes = Set.copyOf(licenseTypes);
    }

    /**
     * Parses the values that a user typed.
     *
     * @param licenseTypes see {@link LicenseType#parse}
     * @param modifiedSince an ISO-8601 date or date-time, in UTC if it has no offset; null or blank for none
     * @throws InvalidParameterException naming {@code licenseTypes} or {@code modifiedSince}
     */
    public static InventoryFilter of(List<String> licenseTypes, String modifiedSince) {
        return new InventoryFilter(
                LicenseType.parse(licenseTypes),
                Optional.ofNullable(modifiedSince)
                        .filter(text -> !text.isBlank())
                        .map(InventoryFilter::instant));
    }

    private static Instant instant(String text) {
        try {
            OffsetDateTime time = time(text.strip());
            if (time.getYear() >= 1 && time.getYear() <= MAX_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // the error below is more helpful to a user
        }
        throw new InvalidParameterException(
                "modifiedSince",
                text,
                "is not an ISO-8601 date or date-time, such as 2026-01-31 or 2026-01-31T12:00:00Z");
    }

    private static OffsetDateTime time(String text) {
        if (text.indexOf('T') < 0) {
            return LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof LocalDateTime local
                ? local.atOffset(ZoneOffset.UTC)
                : ((OffsetDateTime) time).withOffsetSameInstant(ZoneOffset.UTC);
    }

    /** The one type of the entries; empty for all types. */
    public Optional<LicenseType> onlyLicenseType() {
        return licenseTypes.size() == 1 ? Optional.of(licenseTypes.iterator().next()) : Optional.empty();
    }
}
