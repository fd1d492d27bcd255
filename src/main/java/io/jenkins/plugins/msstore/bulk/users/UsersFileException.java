package io.jenkins.plugins.msstore.bulk.users;

import java.io.IOException;

/** A users file that cannot be read as one; the message is one line that names the file. */
public class UsersFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param fileName what the file is called
     * @param problem what is wrong with it, as the end of a sentence
     */
    public UsersFileException(String fileName, String problem) {
        super("usersFile '" + fileName + "' " + problem);
    }

    /**
     * @param line where the problem is, from 1
     */
    public UsersFileException(String fileName, long line, String problem) {
        super("usersFile '" + fileName + "', line " + line + " " + problem);
    }
}
