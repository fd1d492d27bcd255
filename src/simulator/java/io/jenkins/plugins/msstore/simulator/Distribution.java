package io.jenkins.plugins.msstore.simulator;

/** Whether the seats of a product are counted. */
public enum Distribution {
    /** No limit. */
    OPEN("Open"),
    /** At most as many active seats as the organisation owns. */
    RESTRICTED("Restricted");

    private final String wireName;

    Distribution(String wireName) {
        this.wireName = wireName;
    }

    /** The name as the reference writes it. */
    public String wireName() {
        return wireName;
    }
}
