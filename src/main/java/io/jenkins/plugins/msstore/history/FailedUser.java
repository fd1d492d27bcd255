package io.jenkins.plugins.msstore.history;

/**
 * A user for whom it was not done.
 *
 * @param userName as the input names them
 * @param failureReason why
 */
public record FailedUser(String userName, String failureReason) {}
