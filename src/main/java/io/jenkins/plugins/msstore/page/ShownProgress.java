package io.jenkins.plugins.msstore.page;

import io.jenkins.plugins.msstore.execution.Progress;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The progress of an operation under way, for the page. */
@Restricted(NoExternalUse.class)
public final class ShownProgress {

    private final Progress progress;

    ShownProgress(Progress progress) {
        this.progress = progress;
    }

    /** The number of users with an outcome. */
    public int getDone() {
        return progress.done();
    }

    /** The number of users; 0 if it is not known. */
    public int getTotal() {
        return progress.total();
    }

    /** The progress in words. */
    public String getText() {
        return getTotal() == 0
                ? progress.line()
                : Messages.ShownProgress_users(
                        LocalNumber.of(getDone()), LocalNumber.of(getTotal()), 100L * getDone() / getTotal());
    }
}
