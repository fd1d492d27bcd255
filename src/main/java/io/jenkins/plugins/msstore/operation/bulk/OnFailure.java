package io.jenkins.plugins.msstore.operation.bulk;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The result of a build whose bulk operation did not succeed for all users. */
@Restricted(NoExternalUse.class)
public enum OnFailure {
    /** The build fails. */
    FAIL,
    /** The build is unstable and continues. */
    UNSTABLE,
    /** The build continues as if all users had succeeded; only the result and the report show the failures. */
    CONTINUE;

    /**
     * Parses a name.
     *
     * @param word as the user typed it, in any case; blank for {@link #FAIL}
     * @throws InvalidParameterException naming {@code onFailure}
     */
    public static OnFailure parse(String word) {
        if (word == null || word.isBlank()) {
            return FAIL;
        }
        try {
            return valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("onFailure", word, "must be FAIL, UNSTABLE or CONTINUE");
        }
    }
}
