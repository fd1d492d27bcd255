package io.jenkins.plugins.msstore.util;

import java.util.regex.Pattern;

/** Checks names of files for those that some operating systems do not allow. */
public final class FileNames {

    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

    private FileNames() {}

    /** Whether the name is that of a device on Windows, with or without an extension. */
    public static boolean isDevice(String name) {
        return DEVICE.matcher(name).matches();
    }
}
