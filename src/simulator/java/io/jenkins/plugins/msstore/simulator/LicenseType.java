package io.jenkins.plugins.msstore.simulator;

/** The ways in which products are licensed: by seats of users, or by an offline license of the organisation. */
public enum LicenseType {
    ONLINE("Online"),
    OFFLINE("Offline");

    private final String wireName;

    LicenseType(String wireName) {
        this.wireName = wireName;
    }

    /** The name as the reference writes it. */
    public String wireName() {
        return wireName;
    }
}
