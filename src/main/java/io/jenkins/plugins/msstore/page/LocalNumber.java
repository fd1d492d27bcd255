package io.jenkins.plugins.msstore.page;

import java.text.NumberFormat;
import org.jvnet.localizer.LocaleProvider;

/** Formats numbers for the user's language; messages would use the controller's. */
final class LocalNumber {

    private LocalNumber() {}

    /** Formats a number in the user's language. */
    static String of(long number) {
        return NumberFormat.getIntegerInstance(LocaleProvider.getLocale()).format(number);
    }
}
