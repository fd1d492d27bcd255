package io.jenkins.plugins.msstore.history;

/**
 * A user for whom a bulk operation did not succeed.
 *
 * @param userName the user as named in the input
 * @param failureReason the reason
 */
public record FailedUser(String userName, String failureReason) {}
