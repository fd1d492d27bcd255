package io.jenkins.plugins.msstore.bulk.users;

import java.io.IOException;

/** Thrown for a users file that cannot be read or parsed. The message is one line and names the file. */
public class UsersFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param fileName the name of the file
     * @param problem the problem, as the end of a sentence
     */
    public UsersFileException(String fileName, String problem) {
        super("usersFile '" + fileName + "' " + problem);
    }

    /**
     * @param line the line of the problem, from 1
     */
    public UsersFileException(String fileName, long line, String problem) {
        super("usersFile '" + fileName + "', line " + line + " " + problem);
    }
}
