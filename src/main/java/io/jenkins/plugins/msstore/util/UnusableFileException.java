package io.jenkins.plugins.msstore.util;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a build that cannot be opened, read or written. The message is one line that names the file and the problem. */
public final class UnusableFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param file the file; the message has its name and that of its folder
     * @param cause the error of the file system, whose message may be no more than a path
     */
    public UnusableFileException(Path file, IOException cause) {
        super(FileNames.withFolder(file) + " cannot be used: " + problem(file, cause), cause);
    }

    private static String problem(Path file, IOException cause) {
        if (!Files.exists(file)) {
            return "the file does not exist";
        }
        if (Files.isDirectory(file)) {
            return "a folder is in its place";
        }
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            return "Jenkins may not read or write it";
        }
        return cause.toString();
    }
}
