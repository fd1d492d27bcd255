package io.jenkins.plugins.msstore.simulator;

/** The state of a seat. */
public enum SeatState {
    ACTIVE("Active"),
    REVOKED("Revoked");

    private final String wireName;

    SeatState(String wireName) {
        this.wireName = wireName;
    }

    /** The name as the reference writes it. */
    public String wireName() {
        return wireName;
    }
}
