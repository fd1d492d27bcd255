package io.jenkins.plugins.msstore.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the values of the client's model. */
class ValuesTest {

    private static final ProductKey PRODUCT = ProductKey.of("9NBLGGH4R2R6", "0016");

    private static Seat seat(String state) {
        return new Seat("ada@contoso.com", null, state, PRODUCT);
    }

    @Test
    void aStateIsComparedWithoutRegardToCase() {
        assertThat(seat("ACTIVE").isActive()).isTrue();
        assertThat(seat("ACTIVE").isRevoked()).isFalse();
        assertThat(seat("revoked").isActive()).isFalse();
        assertThat(seat("revoked").isRevoked()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Active,  true,  false",
        "Revoked, false, true",
        "Pending, true,  false",
        ",        false, true",
    })
    void anActionIsAppliedIfTheSeatShowsIt(String state, boolean assigned, boolean reclaimed) {
        Optional<Seat> seat = Optional.ofNullable(state).map(ValuesTest::seat);
        assertThat(SeatAction.ASSIGN.isApplied(seat)).isEqualTo(assigned);
        assertThat(SeatAction.RECLAIM.isApplied(seat)).isEqualTo(reclaimed);
    }

    @Test
    void aSeatThatIsGoneIsRevoked() {
        UserPrincipalName ada = UserPrincipalName.of("ada@contoso.com");
        assertThat(SeatAction.RECLAIM.seatAfter(PRODUCT, ada, Optional.empty())).isEqualTo(seat("Revoked"));
        assertThat(SeatAction.RECLAIM.seatAfter(PRODUCT, ada, Optional.of(seat("Gone"))))
                .isEqualTo(seat("Gone"));
    }

    @Test
    void actionsHaveTheWordsOfTheService() {
        assertThat(SeatAction.ASSIGN.word()).isEqualTo("assign");
        assertThat(SeatAction.RECLAIM.word()).isEqualTo("reclaim");
    }

    @ParameterizedTest
    @CsvSource({"Restricted, 5, true", "RESTRICTED, 0, true", "Restricted, , false", "Open, 5, false", ", 5, false"})
    void seatsAreCountedIfTheyAreRestrictedAndTheServiceSendsTheirNumber(
            String distributionPolicy, Long available, boolean counted) {
        assertThat(new InventoryEntry(PRODUCT, 10L, available, null, "Online", distributionPolicy, "Active")
                        .countsSeats())
                .isEqualTo(counted);
    }

    @Test
    void aLicenseIsNotPartOfItsText() {
        assertThat(new OfflineLicense(PRODUCT, "content", "c2VjcmV0", "instance", "requestor"))
                .hasToString("OfflineLicense[9NBLGGH4R2R6/0016, contentId=content, licenseInstanceId=instance,"
                        + " requestorId=requestor, licenseBlob of 8 characters]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "no seat for ada@contoso.com, no seat for ***",
                "`user 'ada@contoso.com', is gone`, `user '***', is gone`",
                "/Seats/ada%40contoso.com/x, /Seats/***/x",
                "Ada <ada@contoso.com>, Ada <***>",
                "no user here, no user here"
            })
    void userNamesInTextAreHidden(String text, String hidden) {
        assertThat(UserPrincipalName.hiddenIn(text)).isEqualTo(hidden);
    }

    @Test
    void idsAndNamesAreShownAsTheyWereTyped() {
        assertThat(ContentId.of(" bc4f8b0d ")).hasToString("bc4f8b0d");
        assertThat(UserPrincipalName.of("Ada@contoso.com")).hasToString("Ada@contoso.com");
        assertThat(PRODUCT).hasToString("9NBLGGH4R2R6/0016");
    }

    @Test
    void keysOfDifferentProductsAreNotEqual() {
        assertThat(PRODUCT)
                .isNotEqualTo(ProductKey.of("9NBLGGH4R2R6", "0010"))
                .isNotEqualTo(ProductKey.of("9WZDNCRFJ3TJ", "0016"))
                .isNotEqualTo("9NBLGGH4R2R6/0016");
        assertThat(UserPrincipalName.of("ada@contoso.com")).isNotEqualTo("ada@contoso.com");
    }

    @Test
    void aSeatHasAUserAStateAndAProduct() {
        assertThatThrownBy(() -> new Seat(null, null, "Active", PRODUCT)).hasMessage("assignedTo");
        assertThatThrownBy(() -> new Seat("ada@contoso.com", null, null, PRODUCT))
                .hasMessage("state");
        assertThatThrownBy(() -> new Seat("ada@contoso.com", null, "Active", null))
                .hasMessage("productKey");
    }
}
