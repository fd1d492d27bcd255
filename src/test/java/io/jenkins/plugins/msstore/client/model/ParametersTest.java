package io.jenkins.plugins.msstore.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong arguments are refused in one line that names the parameter and the value. */
class ParametersTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\u00a0", ".", "..", " .. ", "a\nb", "a\u0000", "a\u200bb", "a\ud83d"})
    void anIdThatIsBlankOrNamesAFolderOrHasInvisibleCharactersIsRefused(String id) {
        assertThatThrownBy(() -> ProductKey.of(id, "0016"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("productId")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> ProductKey.of("9NBLGGH4R2R6", id)).hasMessageStartingWith("skuId");
        assertThatThrownBy(() -> ContentId.of(id)).hasMessageStartingWith("contentId");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "ada",
                "@",
                "ada@",
                "@contoso.com",
                "ada\n@contoso.com",
                "..",
                "ada\u0007@x",
                "ada@\u00a0",
                "ada\u200b@contoso.com",
                "\ufeffada@contoso.com",
                "ada\ud83d@contoso.com",
                "ada\u2028@x",
                "ada\u00a0b@contoso.com",
                "ada  b@contoso.com",
                "ada\ufffe@contoso.com"
            })
    void aUserNameIsVisibleTextOnBothSidesOfAnAt(String name) {
        assertThatThrownBy(() -> UserPrincipalName.of(name))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("userName");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "Ada Lovelace <ada@contoso.com>!: the character < is not allowed",
                "<ada@contoso.com>!: the character < is not allowed",
                "ada@contoso.com>!: the character > is not allowed",
                "a@b|c d@e!: the character | is not allowed",
                "ada@contoso.com|Ada!: the character | is not allowed",
                "ada@contoso.com;bob@contoso.com!: the character ; is not allowed",
                "ada@contoso.com,Ada!: the character , is not allowed",
                "mailto:ada@contoso.com!: the character : is not allowed",
                "ada(at)contoso@x!: the character ( is not allowed",
                "ada)@x!: the character ) is not allowed",
                "[ada@contoso.com!: the character [ is not allowed",
                "ada]@contoso.com!: the character ] is not allowed",
                "\"ada@contoso.com!: the character \" is not allowed",
                "CONTOSO\\ada@contoso.com!: the character \\ is not allowed",
                "ada lovelace@contoso.com!: white space is not allowed",
                "ada\u00a0lovelace@contoso.com!: white space is not allowed",
                "ada@contoso. com!: white space is not allowed",
                "ada@@contoso.com!: only one @ is allowed",
                "ada@contoso@com!: only one @ is allowed",
                "j\ufffdrgen@contoso.com!: U+FFFD stands for a character that could not be read",
                "ada!``",
                "@contoso.com!``",
                "ada@!``"
            })
    void theReasonNamesWhatIsNotAllowedInAUserName(String name, String reason) {
        assertThat(UserPrincipalName.problemOf(name)).contains("is not a user principal name (user@domain)" + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@contoso.com",
                "a@b",
                " ada@contoso.com\t",
                "ada_fabrikam.com#EXT#@contoso.onmicrosoft.com",
                "o'brien@contoso.com",
                "ada.lovelace+test-1!$%&*/=?^_`{}~@contoso.com",
                "j\u00fcrgen@contoso.com"
            })
    void aUserNameMayHoldAnyOtherSign(String name) {
        assertThat(UserPrincipalName.find(name)).contains(UserPrincipalName.of(name.strip()));
    }

    /** The service may send names that no user may type. */
    @Test
    void aNameOfTheServiceIsNotChecked() {
        assertThat(new UserPrincipalName("Ada Lovelace <ada@contoso.com>").foldCase())
                .isEqualTo("ada lovelace <ada@contoso.com>");
    }

    @Test
    void aUserNameHasAMaximumLength() {
        assertThat(UserPrincipalName.problemOf("a".repeat(1012) + "@contoso.com"))
                .isEmpty();
        assertThat(UserPrincipalName.problemOf("a".repeat(1013) + "@contoso.com"))
                .contains("is longer than 1024 characters");
    }

    /** A report that is read again may hold masked names. */
    @Test
    void aMaskedNameIsNotAUserName() {
        for (String name : List.of("****", "****@contoso.com", "ada@****", "ada****@contoso.com")) {
            assertThat(UserPrincipalName.problemOf(name))
                    .contains("must not contain '****', which stands for a masked secret");
        }
        assertThat(UserPrincipalName.problemOf("a***b@contoso.com")).isEmpty();
    }

    @Test
    void theMessageShowsTheValue() {
        assertThatThrownBy(() -> UserPrincipalName.of("ada"))
                .hasMessage("userName 'ada' is not a user principal name (user@domain)");
    }

    @Test
    void idsAndNamesAreTrimmedAndComparedWithoutRegardToCase() {
        assertThat(ProductKey.of(" 9nblggh4r2r6 ", "0016"))
                .isEqualTo(ProductKey.of("9NBLGGH4R2R6", "0016"))
                .hasSameHashCodeAs(ProductKey.of("9NBLGGH4R2R6", "0016"));
        assertThat(UserPrincipalName.of("\u00a0\tAda@Contoso.com "))
                .isEqualTo(UserPrincipalName.of("ada@contoso.COM"))
                .hasSameHashCodeAs(UserPrincipalName.of("ada@contoso.COM"))
                .hasToString("Ada@Contoso.com");
    }

    /** Greek has two small letters for one capital. */
    @Test
    void aLetterIsFoldedIndependentOfItsPosition() {
        assertThat(UserPrincipalName.of("ΟΔΥΣ@contoso.com"))
                .isEqualTo(UserPrincipalName.of("οδυς@contoso.com"))
                .isEqualTo(UserPrincipalName.of("οδυσ@contoso.com"));
    }

    /** Names in Microsoft Entra hold no such letters: each of these is a misspelling. */
    @ParameterizedTest
    @ValueSource(strings = {"ad\u0131", "ad\u0130", "ad\u0069\u0307", "ad\u00ed", "ad\uff49", "ad\u0456"})
    void lettersThatOnlyLookLikeAsciiLettersAreNotFoldedToThem(String name) {
        assertThat(UserPrincipalName.of(name + "@contoso.com")).isNotEqualTo(UserPrincipalName.of("adi@contoso.com"));
        assertThat(UserPrincipalName.foldCase(name + "@contoso.com"))
                .isNotEqualTo(UserPrincipalName.foldCase("ADI@contoso.com"));
    }

    @Test
    void textFromOutsideFitsOneLine() {
        assertThat(LogText.of("  one\r\n\ttwo\u001b[31m\u202ethree ", 100)).isEqualTo("one two [31m three");
        assertThat(LogText.of("abcdef", 3)).isEqualTo("abc…");
        assertThat(LogText.of(null, 3)).isEmpty();
    }
}
