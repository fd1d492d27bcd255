package io.jenkins.plugins.msstore.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid arguments of lists are refused in one line that names the parameter and the value. */
class ListParametersTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 2026-01-31T00:00:00Z",
        "' 2026-01-31 ', 2026-01-31T00:00:00Z",
        "2026-01-31T12:30, 2026-01-31T12:30:00Z",
        "2026-01-31T12:30:15.5, 2026-01-31T12:30:15.500Z",
        "2026-01-31T12:30:15Z, 2026-01-31T12:30:15Z",
        "2026-01-31T12:30:15+02:00, 2026-01-31T10:30:15Z",
        "2026-01-31T12:30:15+01:00[Europe/Berlin], 2026-01-31T11:30:15Z"
    })
    void aTimeWithoutAnOffsetIsInUtc(String text, String instant) {
        assertThat(InventoryFilter.of(null, text).modifiedSince()).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-02-30",
                "31.01.2026",
                "2026-1-31",
                "2026-01-31 12:00",
                "2026-01-31T25:00",
                "2026-01-31T12:00+99:00",
                "0000-01-01",
                "+12026-01-31",
                "20260131"
            })
    void anInvalidTimeIsRefused(String text) {
        assertThatThrownBy(() -> InventoryFilter.of(null, text))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("modifiedSince '" + text + "' is not an ISO-8601 date");
    }

    @Test
    void licenseTypesAreReadInAnyCase() {
        assertThat(LicenseType.parse(null)).containsExactlyInAnyOrder(LicenseType.values());
        assertThat(LicenseType.parse(List.of("Online ", "online"))).containsExactly(LicenseType.ONLINE);
        assertThat(InventoryFilter.of(List.of("online", "OFFLINE"), " ").onlyLicenseType())
                .isEmpty();
    }

    @Test
    void anUnknownLicenseTypeIsRefused() {
        assertThatThrownBy(() -> LicenseType.parse(List.of("online", "free")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("licenseTypes 'free' is not one of online, offline");
        assertThatThrownBy(() -> LicenseType.parse(Arrays.asList((String) null)))
                .hasMessage("licenseTypes is not one of online, offline");
        assertThatThrownBy(() -> LicenseType.parse(List.of()))
                .hasMessage("licenseTypes must name at least one of online, offline");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "..", "english", "e", "en_us", "en-us/x", "de-", "en us"})
    void anInvalidLanguageIsRefused(String text) {
        assertThatThrownBy(() -> Language.of(text))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("languages");
    }

    @Test
    void languagesAreEqualInAnyCase() {
        assertThat(Language.of(" en-US ")).isEqualTo(Language.of("en-us")).hasSameHashCodeAs(Language.of("en-us"));
        assertThat(Language.of("zh-Hans-cn").text()).isEqualTo("zh-Hans-cn");
    }
}
