package io.jenkins.plugins.msstore.page;

import java.text.NumberFormat;
import org.jvnet.localizer.LocaleProvider;

/** Formats numbers for the user's language; messages would use the controller's. */
final class LocalNumber {

    private static final double MEGABYTE = 1_000_000;

    private LocalNumber() {}

    /** Formats a number in the user's language. */
    static String of(long number) {
        return NumberFormat.getIntegerInstance(LocaleProvider.getLocale()).format(number);
    }

    /** Formats a number of bytes as megabytes, with one decimal place. */
    static String ofMegabytes(long bytes) {
        NumberFormat format = NumberFormat.getNumberInstance(LocaleProvider.getLocale());
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(bytes / MEGABYTE);
    }
}
