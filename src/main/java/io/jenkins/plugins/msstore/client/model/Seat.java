package io.jenkins.plugins.msstore.client.model;

import java.util.Objects;

/**
 * A user's seat of a product, as the service sent it ({@code SeatDetails} of the service).
 *
 * @param assignedTo the user principal name of the user who has or had the seat
 * @param dateAssigned the time of the assignment, ISO-8601 as the service sent it, with or without an offset; null when it
 *     sent none
 * @param state {@link #ACTIVE}, {@link #REVOKED}, or a word of the service that is newer than this client
 * @param productKey the product that the seat is of
 */
public record Seat(String assignedTo, String dateAssigned, String state, ProductKey productKey) {

    /** The state of a seat that the user may use. */
    public static final String ACTIVE = "Active";

    /** The state of a seat that was reclaimed. */
    public static final String REVOKED = "Revoked";

    public Seat {
        Objects.requireNonNull(assignedTo, "assignedTo");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(productKey, "productKey");
    }

    /** Whether the user may use the product. */
    public boolean isActive() {
        return ACTIVE.equalsIgnoreCase(state);
    }

    /** Whether the seat was reclaimed. */
    public boolean isRevoked() {
        return REVOKED.equalsIgnoreCase(state);
    }
}
