package io.jenkins.plugins.msstore.simulator;

/** The ways in which a reclaimed seat may be shown; the reference documents neither. */
public enum RevokedSeats {
    /** The seat is gone: 404 for the item type {@code Seat}. */
    FORGOTTEN,
    /** The seat is still shown, in the state {@code Revoked}. */
    SHOWN
}
