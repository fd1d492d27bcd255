package io.jenkins.plugins.msstore.bulk.users;

/**
 * Limits the size of a users file: an agent might send characters without end. The limits are far beyond any real file.
 */
final class UsersFileLimits {

    /** The limit of one line, and of one record with line breaks in quotes. */
    static final int MAX_RECORD_CHARACTERS = 1 << 20;

    private static final long MAX_CHARACTERS = 1L << 32;

    private static final int MAX_LINES = 10_000_000;

    /** Far more users than a tenant has, and as many as the memory of a controller can index. */
    private static final int MAX_ENTRIES = 5_000_000;

    private final String fileName;
    private final long maxCharacters;
    private long characters;
    private long line = 1;
    private int lineCharacters;
    private char lastRead;
    private int entries;

    /**
     * @param fileName the name of the file in errors
     */
    UsersFileLimits(String fileName) {
        this(fileName, MAX_CHARACTERS);
    }

    UsersFileLimits(String fileName, long maxCharacters) {
        this.fileName = fileName;
        this.maxCharacters = maxCharacters;
    }

    /** The current line, from 1. */
    long line() {
        return line;
    }

    /** Counts a character. */
    void count(char c) throws UsersFileException {
        if (++characters > maxCharacters) {
            throw exceeded(maxCharacters, "characters");
        }
        if (line > MAX_LINES && !(c == '\n' && lastRead == '\r')) {
            throw exceeded(MAX_LINES, "lines");
        }
        if (c == '\r' || c == '\n') {
            lineCharacters = 0;
            line += c == '\n' && lastRead == '\r' ? 0 : 1;
        } else if (++lineCharacters > MAX_RECORD_CHARACTERS) {
            throw new UsersFileException(fileName, line, "is longer than " + MAX_RECORD_CHARACTERS + " characters");
        }
        lastRead = c;
    }

    /** Counts an entry. */
    void countEntry() throws UsersFileException {
        if (++entries > MAX_ENTRIES) {
            throw exceeded(MAX_ENTRIES, "entries");
        }
    }

    private UsersFileException exceeded(long limit, String what) {
        return new UsersFileException(fileName, "holds more than " + limit + " " + what);
    }
}
