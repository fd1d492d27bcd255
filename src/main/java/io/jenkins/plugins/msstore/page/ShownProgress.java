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

    /** The number of users with an outcome, or of bytes that are there. */
    public long getDone() {
        return progress.done();
    }

    /** The number of all users or bytes; 0 if it is not known. */
    public long getTotal() {
        return progress.total();
    }

    /** The progress in words. */
    public String getText() {
        if (getTotal() == 0) {
            return progress.line();
        }
        // in this order, the product of two numbers of bytes cannot be too large
        long percent = (long) (100.0 * getDone() / getTotal());
        return switch (progress.unit()) {
            case USERS -> Messages.ShownProgress_users(LocalNumber.of(getDone()), LocalNumber.of(getTotal()), percent);
            case BYTES ->
                Messages.ShownProgress_bytes(
                        LocalNumber.ofMegabytes(getDone()), LocalNumber.ofMegabytes(getTotal()), percent);
        };
    }
}
