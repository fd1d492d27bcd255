package io.jenkins.plugins.msstore.bulk.users;

/**
 * One entry of a list or file of users, as it was written.
 *
 * @param text what stands there; may be blank or null
 * @param line the line of the file it stands in, from 1; 0 for an entry of a list
 */
public record UserEntry(String text, long line) {

    /** Marks an entry that stands in no file. */
    public static final long NO_LINE = 0;
}
