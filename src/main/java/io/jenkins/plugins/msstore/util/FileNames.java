package io.jenkins.plugins.msstore.util;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names of files: which are not allowed, and how a message names a file. */
public final class FileNames {

    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

    private FileNames() {}

    /** Whether the name is that of a device on Windows, with or without an extension. */
    public static boolean isDevice(String name) {
        return DEVICE.matcher(name).matches();
    }

    /** The name of a file with that of its folder, for a message: the whole path tells where the controller keeps its files. */
    static Path withFolder(Path file) {
        int names = file.getNameCount();
        return names > 2 ? file.subpath(names - 2, names) : file;
    }
}
