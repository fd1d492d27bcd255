package io.jenkins.plugins.msstore.builders;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Counts the results that a build has archived, to number them. Stored with the build. */
@Restricted(NoExternalUse.class)
public class ResultNumber extends InvisibleAction {

    private int last;

    /** Returns the next number of a build, beginning with 1. */
    static int next(Run<?, ?> run) throws IOException {
        synchronized (run) {
            ResultNumber number = run.getAction(ResultNumber.class);
            if (number == null) {
                number = new ResultNumber();
                run.addAction(number);
            }
            number.last++;
            run.save();
            return number.last;
        }
    }
}
