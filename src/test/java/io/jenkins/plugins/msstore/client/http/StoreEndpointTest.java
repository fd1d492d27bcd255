package io.jenkins.plugins.msstore.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreEndpointTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bspmts.mp.microsoft.com",
                "https://gateway.contoso.com:8443/store/",
                "http://localhost:8080",
                "http://127.0.0.1:8080/x",
                "http://[::1]:8080"
            })
    void httpsAndLoopbackAreAccepted(String url) {
        assertThat(StoreEndpoint.of(" " + url + " ")).isEqualTo(StoreEndpoint.of(url));
    }

    @ParameterizedTest
    @CsvSource({
        "https://store.contoso.com, https://store.contoso.com/",
        "https://store.contoso.com, HTTPS://Store.Contoso.com:443",
        "https://gateway.contoso.com/store, https://gateway.contoso.com/store/"
    })
    void aUrlIsTheSameHoweverItIsWritten(String url, String same) {
        assertThat(StoreEndpoint.of(same))
                .isEqualTo(StoreEndpoint.of(url))
                .hasToString(StoreEndpoint.of(url).toString());
        assertThat(StoreEndpoint.of(same).resolve(List.of("Inventory"))).hasToString(url + "/V1/Inventory");
    }

    @ParameterizedTest
    @CsvSource({
        "https://gateway.contoso.com/store, https://gateway.contoso.com/Store",
        "https://gateway.contoso.com/store, https://gateway.contoso.com",
        "https://localhost, http://localhost"
    })
    void anotherUrlIsAnotherService(String url, String other) {
        assertThat(StoreEndpoint.of(other)).isNotEqualTo(StoreEndpoint.of(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://store.contoso.com",
                "http://localhost.contoso.com",
                "http://127.0.0.1.contoso.com",
                "http://127.999.999.999",
                "http://10.0.0.1",
                "ftp://store.contoso.com",
                "store.contoso.com",
                "https://store.contoso.com/?x=1",
                "https://store.contoso.com/#x",
                " "
            })
    void everythingElseIsRejectedWithTheParametersName(String url) {
        assertThatThrownBy(() -> StoreEndpoint.of(url))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("endpoint");
    }

    @ParameterizedTest
    @CsvSource({
        "https://store.contoso.com/V1, https://store.contoso.com",
        "https://store.contoso.com/v1/, https://store.contoso.com",
        "https://gateway.contoso.com/store/V1, https://gateway.contoso.com/store",
        "https://gateway.contoso.com/a%20b/v1/Inventory/9NBLGGH4R2R6/0016/Seats, https://gateway.contoso.com/a%20b"
    })
    void theApisVersionIsRefusedTogetherWithTheRemedy(String url, String root) {
        assertThat(StoreEndpoint.withoutVersion(url)).contains(root);
        assertThatThrownBy(() -> StoreEndpoint.of(url))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("endpoint '" + url + "' must not contain /V1, which the plugin adds itself: use " + root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://gateway.contoso.com/v1/store", "https://v1.contoso.com/", "not a URL"})
    void thePathOfAGatewayMayHaveAVersionOfItsOwn(String url) {
        assertThat(StoreEndpoint.withoutVersion(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:pass-word@store.contoso.com",
                "https://user@store.contoso.com",
                "ftp://u:pass-word@x",
                "http://u:pass-word@h st"
            })
    void aPasswordInTheUrlIsNotShown(String url) {
        assertThatThrownBy(() -> StoreEndpoint.of(url))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageNotContaining("pass-word");
    }

    @Test
    void anInvalidUrlIsShown() {
        assertThatThrownBy(() -> StoreEndpoint.of("store.contoso.com"))
                .hasMessage("endpoint 'store.contoso.com' is not an http or https URL");
    }

    /** RFC 3986, section 2.3. */
    @Test
    void allButUnreservedCharactersOfASegmentAreEncoded() {
        String reserved = " !\"#$%&'()*+,/:;<=>?@[\\]^`{|}";
        assertThat(StoreEndpoint.of("https://store.contoso.com/prefix/")
                        .resolve(List.of("azAZ09-._~", reserved, "\u00e4\u20ac\ud83d\ude00"))
                        .toString())
                .isEqualTo("https://store.contoso.com/prefix/V1/azAZ09-._~"
                        + "/%20%21%22%23%24%25%26%27%28%29%2A%2B%2C%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D"
                        + "/%C3%A4%E2%82%AC%F0%9F%98%80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://gateway.contoso.com/store", "https://gateway.contoso.com/store/"})
    void aResourceIsBelowThePathOfTheEndpoint(String url) {
        assertThat(StoreEndpoint.of(url).resolve(List.of("Inventory", "Seats")))
                .hasToString("https://gateway.contoso.com/store/V1/Inventory/Seats");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void aSegmentThatWouldNameAnotherResourceIsRejected(String segment) {
        StoreEndpoint endpoint = StoreEndpoint.of("https://store.contoso.com");
        assertThatThrownBy(() -> endpoint.resolve(List.of(segment))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endpointsWithTheSameUrlAreEqual() {
        StoreEndpoint endpoint = StoreEndpoint.of("https://store.contoso.com/a");
        assertThat(endpoint)
                .hasToString("https://store.contoso.com/a")
                .isEqualTo(StoreEndpoint.of("https://STORE.contoso.com/a"))
                .hasSameHashCodeAs(StoreEndpoint.of("https://STORE.contoso.com/a"))
                .doesNotHaveSameHashCodeAs(StoreEndpoint.of("https://store.contoso.com/b"))
                .isNotEqualTo(StoreEndpoint.of("https://store.contoso.com/b"));
        assertThat(endpoint.isHttps()).isTrue();
        assertThat(StoreEndpoint.of("http://localhost").isHttps()).isFalse();
    }
}
