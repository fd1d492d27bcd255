package io.jenkins.plugins.msstore.bulk.users;

/**
 * Counts the users of a report that was read as a users file.
 *
 * @param total the number of users in the report
 * @param unsuccessful the number of users that did not succeed; these are the entries of the users file
 */
public record ReportedUsers(int total, int unsuccessful) {

    /** Whether all users of the report succeeded, so no entry is left; false for a report without users. */
    public boolean allSucceeded() {
        return total > 0 && unsuccessful == 0;
    }
}
