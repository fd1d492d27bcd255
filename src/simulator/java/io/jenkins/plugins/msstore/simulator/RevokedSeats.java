package io.jenkins.plugins.msstore.simulator;

/** What a look at a reclaimed seat finds; the reference documents neither. */
public enum RevokedSeats {
    /** The seat is gone: 404 for the item type {@code Seat}. */
    FORGOTTEN,
    /** The seat is still shown, in the state {@code Revoked}. */
    SHOWN
}
