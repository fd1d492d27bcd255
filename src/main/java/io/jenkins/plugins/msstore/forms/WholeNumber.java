package io.jenkins.plugins.msstore.forms;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Parses numbers that users type into a form. */
@Restricted(NoExternalUse.class)
public final class WholeNumber {

    private WholeNumber() {}

    /**
     * @param parameter the parameter as users type it
     * @param text the text as typed
     * @return the number
     * @throws InvalidParameterException naming the parameter if the text is not a whole number of that range
     */
    public static int parse(String parameter, @CheckForNull String text, int least, int most) {
        try {
            int number = Integer.parseInt(text == null ? "" : text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // same error as for a number out of range
        }
        throw new InvalidParameterException(parameter, text, "is not a whole number from " + least + " to " + most);
    }
}
