package io.jenkins.plugins.msstore.client.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.client.model.ProductKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the error line in a build's log, and the properties by which code above the client decides. */
class StoreExceptionTest {

    private static final Subject SUBJECT = new Subject(
            "Assign seat",
            Optional.of(new ProductKey("9NBLGGH4R2R6", "0016")),
            Optional.of("user ada@contoso.com"),
            "cv");

    @Test
    void theMessageNamesOperationProductUserReasonStatusAndVector() {
        assertThat(new ConflictException(SUBJECT, "conflict"))
                .hasMessage("Assign seat, product 9NBLGGH4R2R6/0016, user ada@contoso.com failed: conflict"
                        + " (HTTP 409, MS-CV cv)");
    }

    @Test
    void aMessageWithoutAnAnswerHasNoStatus() {
        assertThat(new UnreachableException(SUBJECT, "no connection", null))
                .hasMessageEndingWith(" failed: no connection (MS-CV cv)");
    }

    @Test
    void theMessageHasTheNumberOfAttemptsIfThereWereSeveral() {
        StoreException failure = new ConflictException(SUBJECT, "conflict");
        assertThat(failure.attempts()).isEqualTo(1);
        failure.gaveUpAfter(1);
        assertThat(failure).hasMessageEndingWith("(HTTP 409, MS-CV cv)");
        failure.gaveUpAfter(2);
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure).hasMessageEndingWith("(HTTP 409, MS-CV cv, after 2 attempts)");
    }

    @Test
    void noUserIsInTheMessageForPlacesWithoutUsers() {
        assertThat(new ConflictException(SUBJECT, "ada@contoso.com has a seat").messageWithoutUser())
                .isEqualTo("Assign seat, product 9NBLGGH4R2R6/0016 failed: *** has a seat (HTTP 409, MS-CV cv)");
    }

    /** Pipeline stores the exception that a script has caught. */
    @Test
    void aStoredExceptionKeepsItsMessage() throws Exception {
        StoreException failure = new ThrottledException(SUBJECT, 429, Duration.ofSeconds(7), "throttled");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ThrottledException read = (ThrottledException) in.readObject();
            assertThat(read).hasMessage(failure.getMessage());
            assertThat(read.messageWithoutUser())
                    .startsWith("Assign seat")
                    .endsWith("failed: throttled (HTTP 429, MS-CV cv)");
            assertThat(read.retryAfter()).contains(Duration.ofSeconds(7));
        }
    }

    @Test
    void aWriteThatWasReadBackAndNotAppliedSaysSo() {
        NotAppliedException failure =
                new NotAppliedException(new OutcomeUnknownException(SUBJECT, 500, "server error", null));
        assertThat(failure.outcome()).isEqualTo(WriteOutcome.NOT_APPLIED);
        assertThat(failure).hasMessageEndingWith("failed: server error; the change was not made (HTTP 500, MS-CV cv)");
    }

    @Test
    void tooFewSeatsAreCounted() {
        assertThat(new TooFewSeatsException(SUBJECT, 5, 3))
                .hasMessageContaining("5 users need a seat, only 3 are free");
    }

    @Test
    void propertiesThatTheServiceDoesNotSendAreEmpty() {
        assertThat(new BadRequestException(SUBJECT, 400, null, "x").parameter()).isEmpty();
        assertThat(new ThrottledException(SUBJECT, 429, null, "x").retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Inventory, INVENTORY, false",
        " inventory , INVENTORY, false",
        "USER, USER, true",
        "Seat, SEAT, true",
        "License, UNSPECIFIED, true",
        ", UNSPECIFIED, true"
    })
    void onlyAMissingProductIsNotReadAsAMissingSeat(String itemType, NotFoundException.Item item, boolean meansNoSeat) {
        NotFoundException failure = new NotFoundException(SUBJECT, NotFoundException.Item.of(itemType), "x");
        assertThat(failure.item()).isEqualTo(item);
        assertThat(failure.meansNoSeat()).isEqualTo(meansNoSeat);
    }

    /** Microsoft's support finds an operation by it. */
    @Test
    void eachOperationHasACorrelationVectorOfItsOwn() {
        ProductKey product = SUBJECT.product().orElseThrow();
        Subject first = Subject.of("Get inventory");
        assertThat(first.correlationVector())
                .matches("[A-Za-z0-9+/]{16}")
                .isNotEqualTo(Subject.of("Get inventory").correlationVector())
                .isNotEqualTo("AAAAAAAAAAAAAAAA");
        assertThat(first).hasToString("Get inventory");
        assertThat(Subject.of("List seats", product)).hasToString("List seats, product 9NBLGGH4R2R6/0016");
        assertThat(Subject.of("Bulk", product, "25 users")).hasToString("Bulk, product 9NBLGGH4R2R6/0016, 25 users");
    }
}
