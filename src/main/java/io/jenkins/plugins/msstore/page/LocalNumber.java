package io.jenkins.plugins.msstore.page;

import java.text.NumberFormat;
import org.jvnet.localizer.LocaleProvider;

/** Numbers in messages: those would have the digits and separators of the controller's language, not the reader's. */
final class LocalNumber {

    private LocalNumber() {}

    /** A number as the reader of the page writes it. */
    static String of(long number) {
        return NumberFormat.getIntegerInstance(LocaleProvider.getLocale()).format(number);
    }
}
