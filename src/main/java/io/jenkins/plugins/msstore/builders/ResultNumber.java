package io.jenkins.plugins.msstore.builders;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How many results a build has archived: each gets a number. Kept with the build. */
@Restricted(NoExternalUse.class)
public class ResultNumber extends InvisibleAction {

    private int last;

    /** The next number of a build, from 1 on. */
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
