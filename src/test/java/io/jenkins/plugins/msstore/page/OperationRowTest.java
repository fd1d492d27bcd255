package io.jenkins.plugins.msstore.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.ListCounts;
import io.jenkins.plugins.msstore.history.OperationDescription;
import io.jenkins.plugins.msstore.history.OperationKind;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OperationResult;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row tells the numbers of a list. */
class OperationRowTest {

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    private static OperationRow row(OperationKind kind, long entries, long shortOfSeats) {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        return OperationRow.of(
                new OperationRecord(
                        "an-id",
                        OperationDescription.of(kind),
                        noon,
                        noon.plusSeconds(1),
                        Ending.SUCCEEDED,
                        null,
                        OperationResult.ofList(new ListCounts(entries, shortOfSeats), List.of())),
                null,
                Set.of());
    }

    @Test
    void theInventoryHasProductsOfWhichSomeAreShortOfSeats() {
        OperationRow inventory = row(OperationKind.INVENTORY, 4000, 2);
        assertThat(inventory.getTitle()).isEqualTo("List the inventory");
        assertThat(inventory.getNote()).isEqualTo("4,000 products, 2 short of seats");
        assertThat(row(OperationKind.INVENTORY, 1, 0).getNote()).isEqualTo("1 product");
    }

    @Test
    void aListOfSeatsHasSeats() {
        OperationRow seats = row(OperationKind.LIST_SEATS, 130, 0);
        assertThat(seats.getTitle()).isEqualTo("List seats");
        assertThat(seats.getNote()).isEqualTo("130 seats");
        assertThat(row(OperationKind.LIST_SEATS, 1, 0).getNote()).isEqualTo("1 seat");
    }
}
