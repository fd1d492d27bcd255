package io.jenkins.plugins.msstore.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A mask replaces the secrets in an operation's texts. */
class SecretMaskTest {

    /** A pattern like that of the Credentials Binding plugin: the quoted secrets. */
    private static final SecretMask MASK = SecretMask.of(Pattern.compile("\\Qs3cret\\E|\\Qa\"b\\c\\E"));

    @Test
    void everySecretInATextIsMasked() {
        assertThat(MASK.mask("s3cret@contoso.com and a\"b\\c, s3cret")).isEqualTo("****@contoso.com and ****, ****");
        assertThat(MASK.mask("a secret")).isEqualTo("a secret");
        assertThat(MASK.mask(null)).isNull();
    }

    @Test
    void nothingIsMaskedWithoutSecrets() {
        for (SecretMask mask : List.of(SecretMask.NONE, SecretMask.of(null), SecretMask.of(Pattern.compile("")))) {
            assertThat(mask.mask("s3cret")).isEqualTo("s3cret");
            assertThat(mask.maskValues(Map.of("userName", "s3cret"))).isEqualTo(Map.of("userName", "s3cret"));
        }
    }

    /** The mask itself must not reveal the secrets. */
    @Test
    void aMaskDoesNotShowItsSecrets() {
        assertThat(MASK.toString()).doesNotContain("s3cret");
    }

    @Test
    void aMaskedUserNameIsInvalid() {
        assertThat(UserPrincipalName.find("s3cret@contoso.com")).isPresent();
        assertThat(UserPrincipalName.find(MASK.mask("s3cret@contoso.com"))).isEmpty();
    }

    /** A user name may be shortened before it is masked. */
    @Test
    void theRestOfAShortenedSecretIsMasked() {
        String secret = "eyJhbGciOiJSUzI1NiJ9.".repeat(40);
        SecretMask mask = SecretMask.of(Pattern.compile(Pattern.quote("another") + "|" + Pattern.quote(secret)));

        assertThat(mask.mask(LogText.of(secret, 300))).isEqualTo("****…");
        assertThat(mask.mask(LogText.of("user " + secret, 300))).isEqualTo("user ****…");
        assertThat(mask.mask(new InvalidParameterException("userName", secret, "is none").getMessage()))
                .isEqualTo("userName '****…' is none");
        assertThat(mask.mask("first " + secret.substring(0, 50) + "… second " + secret.substring(0, 60) + "…; end"))
                .isEqualTo("first ****… second ****…; end");
    }

    @Test
    void aShortenedTextWithoutASecretIsUnchanged() {
        SecretMask mask = SecretMask.of(Pattern.compile(Pattern.quote("ada@contoso.com is not it")));

        assertThat(mask.mask("no license for bob@contoso.com…")).isEqualTo("no license for bob@contoso.com…");
        assertThat(mask.mask("no license for ada…")).isEqualTo("no license for ada…");
        assertThat(mask.mask("… after 3 s")).isEqualTo("… after 3 s");
    }

    @Test
    void theTextsOfAResultAreMaskedButPathsAndDigestsAreNot() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("requested", 1);
        result.put("wouldChange", null);
        result.put("dryRun", false);
        result.put("failures", Arrays.asList(Map.of("userName", "s3cret@contoso.com"), null));
        result.put("planDigest", "00s3cret");
        result.put("reports", List.of("microsoft-store/seats/s3cret.csv"));
        result.put("files", List.of("out/s3cret.xml"));
        result.put("sha256", Map.of("out/s3cret.xml", "00s3cret"));

        Map<String, Object> masked = new LinkedHashMap<>(result);
        masked.put("failures", Arrays.asList(Map.of("userName", "****@contoso.com"), null));
        assertThat(MASK.maskValues(result)).isEqualTo(masked);
        assertThat(result.get("failures").toString()).contains("s3cret");
    }
}
