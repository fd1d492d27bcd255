package io.jenkins.plugins.msstore.bulk.users;

/**
 * One entry of a list or file of users, as in the input.
 *
 * @param text the text; may be blank or null
 * @param line the line in the file, from 1; {@link #NO_LINE} for an entry of a list
 */
public record UserEntry(String text, long line) {

    /** The line of an entry that is not from a file. */
    public static final long NO_LINE = 0;
}
