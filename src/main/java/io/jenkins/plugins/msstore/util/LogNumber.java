package io.jenkins.plugins.msstore.util;

import java.util.Locale;

/** Formats counts for logs and errors: {@code 1,234,567}, whatever the language of the controller. */
public final class LogNumber {

    private LogNumber() {}

    /** Formats a count. */
    public static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
