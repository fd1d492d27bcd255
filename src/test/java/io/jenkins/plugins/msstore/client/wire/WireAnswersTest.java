package io.jenkins.plugins.msstore.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.http.StoreJson;
import io.jenkins.plugins.msstore.client.model.ContentId;
import io.jenkins.plugins.msstore.client.model.InventoryEntry;
import io.jenkins.plugins.msstore.client.model.OfflineLicense;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.SeatAction;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer becomes a value only if it is complete and about the requested objects. */
class WireAnswersTest {

    private static final Subject SUBJECT = Subject.of("Test");
    private static final ProductKey PRODUCT = ProductKey.of("9NBLGGH4R2R6", "0016");
    private static final UserPrincipalName ADA = UserPrincipalName.of("ada@contoso.com");
    private static final ContentId CONTENT = ContentId.of("c0ffee");
    private static final String KEY = "'productKey': {'productId': ' 9NBLGGH4R2R6 ', 'skuId': ' 0016 '}";

    private static <T> T read(Class<T> type, String json) throws Exception {
        return StoreJson.MAPPER.readValue(json.replace('\'', '"'), type);
    }

    private static WireSeat seat(String user, String state) throws Exception {
        return read(WireSeat.class, "{'assignedTo': '" + user + "', 'state': '" + state + "', " + KEY + "}");
    }

    private static void assertFault(ThrowingCallable reading, WriteOutcome outcome, String reason) {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(reading)
                .satisfies(fault -> assertThat(fault.getCause())
                        .isInstanceOfSatisfying(UnexpectedAnswerException.class, error -> {
                            assertThat(error.outcome()).isEqualTo(outcome);
                            assertThat(error.reason()).isEqualTo(reason);
                            assertThat(error.httpStatus()).isEqualTo(200);
                        }));
    }

    @Test
    void aSeatHasTheTextsOfTheAnswerOnOneLineEach() throws Exception {
        assertThat(read(
                                WireSeat.class,
                                "{'assignedTo': 'ADA@contoso.com', 'dateAssigned': '2020\\n', 'state': 'Active', " + KEY
                                        + "}")
                        .seatOf(SUBJECT, PRODUCT, ADA))
                .isEqualTo(new Seat("ADA@contoso.com", "2020", "Active", PRODUCT));
        assertThat(seat("ada@contoso.com", "Active").seat(SUBJECT).dateAssigned())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'state': 'Active', KEY} | assignedTo",
                "{'assignedTo': ' ', 'state': 'Active', KEY} | assignedTo",
                "{'assignedTo': 'ada@contoso.com', KEY} | state",
                "{'assignedTo': 'ada@contoso.com', 'state': '\\n', KEY} | state",
                "{'assignedTo': 'ada@contoso.com', 'state': 'Active'} | productKey",
                "{'assignedTo': 'ada@contoso.com', 'state': 'Active', 'productKey': {}} | productKey",
                "{'assignedTo': 'ada@contoso.com', 'state': 'Active', 'productKey': {'skuId': '1'}} | productKey",
                "{'assignedTo': 'ada@contoso.com', 'state': 'Active', 'productKey': {'productId': ' ', 'skuId': '1'}} | productKey",
                "{'assignedTo': 'ada@contoso.com', 'state': 'Active', 'productKey': {'productId': '9'}} | productKey",
                "{'assignedTo': 'ada@contoso.com', 'state': 'Active', 'productKey': {'productId': '9', 'skuId': ''}} | productKey"
            })
    void aSeatWithoutARequiredFieldIsAnError(String json, String field) throws Exception {
        WireSeat seat = read(WireSeat.class, json.replace("KEY", KEY));
        assertFault(() -> seat.seat(SUBJECT), WriteOutcome.UNKNOWN, "the response lacks '" + field + "'");
    }

    @Test
    void aSeatOfAnotherUserOrProductIsAnError() throws Exception {
        WireSeat eve = seat("eve@contoso.com", "Active");
        assertFault(
                () -> eve.seatOf(SUBJECT, PRODUCT, ADA),
                WriteOutcome.REJECTED,
                "the response is for another user: eve@contoso.com");
        WireSeat ada = seat("ada@contoso.com", "Active");
        assertFault(
                () -> ada.seatOf(SUBJECT, ProductKey.of("9OTHER", "1"), ADA),
                WriteOutcome.REJECTED,
                "the response is for another product: " + PRODUCT);
    }

    @ParameterizedTest
    @CsvSource({
        "ASSIGN, Active, true",
        "ASSIGN, Pending, true",
        "ASSIGN, Revoked, false",
        "RECLAIM, Revoked, true",
        "RECLAIM, Pending, true",
        "RECLAIM, Active, false"
    })
    void anAssignedSeatIsNotRevokedAndAReclaimedOneIsNotActive(SeatAction action, String state, boolean isValid)
            throws Exception {
        WireSeat seat = seat("ada@contoso.com", state);
        if (isValid) {
            assertThat(seat.seatAfter(action, SUBJECT, PRODUCT, ADA).state()).isEqualTo(state);
        } else {
            assertFault(
                    () -> seat.seatAfter(action, SUBJECT, PRODUCT, ADA),
                    WriteOutcome.REJECTED,
                    "the service returned the seat in state " + state);
        }
    }

    @Test
    void aPageOfSeatsLeadsToTheNext() throws Exception {
        WireSeats wire = read(
                WireSeats.class,
                "{'seats': [{'assignedTo': 'ada@contoso.com', 'state': 'Active', " + KEY
                        + "}], 'continuationToken': 'second'}");
        var page = wire.page(SUBJECT, Optional.of("first"), PRODUCT);
        assertThat(page.seats()).containsExactly(new Seat("ada@contoso.com", null, "Active", PRODUCT));
        assertThat(page.continuationToken()).contains("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'seats': []}", "{'seats': [], 'continuationToken': ' '}"})
    void theLastPageLeadsToNone(String json) throws Exception {
        assertThat(read(WireSeats.class, json)
                        .page(SUBJECT, Optional.of("last"), PRODUCT)
                        .continuationToken())
                .isEmpty();
    }

    /** Such a list would be read without end. */
    @Test
    void aPageThatLeadsToItselfIsAnError() throws Exception {
        WireSeats seats = read(WireSeats.class, "{'seats': [], 'continuationToken': 'same'}");
        assertFault(
                () -> seats.page(SUBJECT, Optional.of("same"), PRODUCT),
                WriteOutcome.UNKNOWN,
                "the continuation token is the same as for the previous page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'seats': null}", "{'seats': [null]}"})
    void anAnswerWithoutAListOfSeatsIsAnError(String json) throws Exception {
        WireSeats seats = read(WireSeats.class, json);
        assertFault(
                () -> seats.page(SUBJECT, Optional.empty(), PRODUCT),
                WriteOutcome.UNKNOWN,
                "the response lacks 'seats', or one of them is null");
    }

    @Test
    void aPageOfTheInventoryHasItsEntries() throws Exception {
        WireInventory wire = read(
                WireInventory.class,
                "{'inventoryEntries': [{" + KEY
                        + ", 'seatCapacity': 3, 'availableSeats': 2, 'licenseType': 'Online', 'distributionPolicy':"
                        + " 'Restricted', 'status': 'Active'}], 'continuationToken': 'second'}");
        var page = wire.page(SUBJECT, Optional.empty());
        assertThat(page.entries())
                .containsExactly(new InventoryEntry(PRODUCT, 3L, 2L, null, "Online", "Restricted", "Active"));
        assertThat(page.continuationToken()).contains("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'inventoryEntries': null}", "{'inventoryEntries': [null]}"})
    void anAnswerWithoutAListOfEntriesIsAnError(String json) throws Exception {
        WireInventory inventory = read(WireInventory.class, json);
        assertFault(
                () -> inventory.page(SUBJECT, Optional.empty()),
                WriteOutcome.UNKNOWN,
                "the response lacks 'inventoryEntries', or one of them is null");
    }

    @Test
    void aBulkAnswerMayHaveOnlyOneOfItsLists() throws Exception {
        WireBulk.Answer failures = read(WireBulk.Answer.class, "{'failedSeatOperations': [{'userName': 'x'}]}");
        assertThat(failures.seats()).isEmpty();
        assertThat(failures.failures()).hasSize(1);
        assertThat(failures.isEmpty()).isFalse();
        WireBulk.Answer seats = read(WireBulk.Answer.class, "{'seatDetails': [{'assignedTo': 'x'}]}");
        assertThat(seats.seats()).hasSize(1);
        assertThat(seats.failures()).isEmpty();
        assertThat(seats.isEmpty()).isFalse();
        assertThat(read(WireBulk.Answer.class, "{}").isEmpty()).isTrue();
    }

    @Test
    void aLicenseHasTheFieldsOfItsEnvelope() throws Exception {
        WireOfflineLicense wire = read(
                WireOfflineLicense.class,
                "{" + KEY
                        + ", 'licenseBlob': 'PEw+', 'licenseInstanceId': '1\\n', 'requestorId': 'contoso', 'contentId':"
                        + " ' C0FFEE '}");
        assertThat(wire.licenseOf(SUBJECT, PRODUCT, CONTENT))
                .isEqualTo(new OfflineLicense(PRODUCT, "c0ffee", "PEw+", "1", "contoso"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'licenseBlob': 'PEw+', 'contentId': 'c0ffee'} | UNKNOWN | the response lacks 'productKey'",
                "{KEY, 'contentId': 'c0ffee'} | UNKNOWN | the response lacks 'licenseBlob'",
                "{KEY, 'licenseBlob': ' ', 'contentId': 'c0ffee'} | UNKNOWN | the response lacks 'licenseBlob'",
                "{KEY, 'licenseBlob': 'PEw+'} | UNKNOWN | the response lacks 'contentId'",
                "{KEY, 'licenseBlob': 'PEw+', 'contentId': ''} | UNKNOWN | the response lacks 'contentId'",
                "{KEY, 'licenseBlob': 'PEw+', 'contentId': 'x'} | REJECTED | the response is for another content: x",
                "{'productKey': {'productId': '9', 'skuId': '1'}, 'licenseBlob': 'PEw+', 'contentId': 'c0ffee'}"
                        + " | REJECTED | the response is for another product: 9/1"
            })
    void aLicenseThatIsIncompleteOrForSomethingElseIsAnError(String json, WriteOutcome outcome, String reason)
            throws Exception {
        WireOfflineLicense license = read(WireOfflineLicense.class, json.replace("KEY", KEY));
        assertFault(() -> license.licenseOf(SUBJECT, PRODUCT, CONTENT), outcome, reason);
    }
}
