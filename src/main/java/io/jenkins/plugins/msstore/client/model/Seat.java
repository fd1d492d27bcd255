package io.jenkins.plugins.msstore.client.model;

import java.util.Objects;

/**
 * A license of a product as the service shows it: whose it is, or was ({@code SeatDetails} of the service).
 *
 * @param assignedTo the user principal name of the person
 * @param dateAssigned ISO-8601 as the service sent it, the offset being optional; null when it sent none
 * @param state {@link #ACTIVE}, {@link #REVOKED}, or a word of the service that is newer than this client
 * @param productKey the product that the seat is of
 */
public record Seat(String assignedTo, String dateAssigned, String state, ProductKey productKey) {

    /** The state of a seat that its person may use. */
    public static final String ACTIVE = "Active";

    /** The state of a seat that was taken back. */
    public static final String REVOKED = "Revoked";

    public Seat {
        Objects.requireNonNull(assignedTo, "assignedTo");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(productKey, "productKey");
    }

    /** Whether the person may use the product. */
    public boolean isActive() {
        return ACTIVE.equalsIgnoreCase(state);
    }

    /** Whether the seat was taken back. */
    public boolean isRevoked() {
        return REVOKED.equalsIgnoreCase(state);
    }
}
