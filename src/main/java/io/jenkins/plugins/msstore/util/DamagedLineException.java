package io.jenkins.plugins.msstore.util;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A line of a file that was changed after it was written, or that is not valid at its position. The message is one line.
 */
public final class DamagedLineException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param file the file; the message has its name and that of its folder
     * @param line the line's number, from 1
     * @param problem the end of the sentence "line 7 …"
     */
    public DamagedLineException(Path file, long line, String problem) {
        super(FileNames.withFolder(file) + " is damaged: line " + line + " " + problem);
    }
}
