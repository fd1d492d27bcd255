package io.jenkins.plugins.msstore.util;

import java.io.IOException;
import java.nio.file.Path;

/** A line of a file that is not what was written there, or that cannot stand where it does. Its message is one line. */
public final class DamagedLineException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param file the file; its name and that of its folder are told
     * @param line the line's number, from 1
     * @param problem what is wrong with it, as the end of a sentence
     */
    public DamagedLineException(Path file, long line, String problem) {
        super(shortened(file) + " is damaged: line " + line + " " + problem);
    }

    private static Path shortened(Path file) {
        int names = file.getNameCount();
        return names > 2 ? file.subpath(names - 2, names) : file;
    }
}
