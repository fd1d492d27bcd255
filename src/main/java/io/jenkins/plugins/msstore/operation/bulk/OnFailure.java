package io.jenkins.plugins.msstore.operation.bulk;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What becomes of a build in which a bulk run did not succeed for everybody. */
@Restricted(NoExternalUse.class)
public enum OnFailure {
    /** It fails. */
    FAIL,
    /** It is unstable and goes on. */
    UNSTABLE,
    /** It goes on as if nothing had happened; the result says what did. */
    CONTINUE;

    /**
     * @param word as somebody typed it, in any case; blank for {@link #FAIL}
     * @throws InvalidParameterException naming {@code onFailure}
     */
    static OnFailure parse(String word) {
        if (word == null || word.isBlank()) {
            return FAIL;
        }
        try {
            return valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("onFailure", word, "is none of FAIL, UNSTABLE, CONTINUE");
        }
    }
}
