package io.jenkins.plugins.msstore.seats;

/** Hears the outcome of every user of a run, each exactly once, in no promised order. */
@FunctionalInterface
public interface OutcomeListener {

    /** Called by one thread at a time. */
    void settled(UserOutcome outcome);

    /**
     * Hears of what does not stop the run but should be known.
     *
     * @param line one line without users' names
     */
    default void warning(String line) {}
}
