package io.jenkins.plugins.msstore.seats;

/**
 * What became of the user of one entry of the roster.
 *
 * @param number the entry's
 * @param outcome what became of it
 */
record SettledUser(int number, UserOutcome outcome) {}
