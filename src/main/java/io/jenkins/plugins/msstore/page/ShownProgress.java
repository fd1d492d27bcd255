package io.jenkins.plugins.msstore.page;

import io.jenkins.plugins.msstore.execution.Progress;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How far an operation is that is under way. */
@Restricted(NoExternalUse.class)
public final class ShownProgress {

    private final Progress progress;

    ShownProgress(Progress progress) {
        this.progress = progress;
    }

    /** How many users are done. */
    public int getDone() {
        return progress.done();
    }

    /** How many users there are; 0 where that is not known. */
    public int getTotal() {
        return progress.total();
    }

    /** The same in words. */
    public String getText() {
        return getTotal() == 0
                ? progress.line()
                : Messages.ShownProgress_users(
                        LocalNumber.of(getDone()), LocalNumber.of(getTotal()), 100L * getDone() / getTotal());
    }
}
