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

    /** The number of users with an outcome, of bytes that are there, or of entries that are listed. */
    public long getDone() {
        return progress.done();
    }

    /** The number of all users or bytes; 0 if it is not known. */
    public long getTotal() {
        return progress.total();
    }

    /** The progress in words. */
    public String getText() {
        Progress.Awaited awaited = progress.awaited();
        if (awaited != null) {
            return text(awaited);
        }
        return getTotal() == 0 ? withoutTotal() : withTotal();
    }

    private static String text(Progress.Awaited awaited) {
        return switch (awaited) {
            case START -> Messages.ShownProgress_start();
            case SERVICE -> Messages.ShownProgress_service();
            case OTHER_OPERATION -> Messages.ShownProgress_otherOperation();
        };
    }

    private String withoutTotal() {
        return switch (progress.unit()) {
            case USERS -> progress.line();
            case BYTES -> Messages.ShownProgress_bytesSoFar(LocalNumber.ofMegabytes(getDone()));
            case ENTRIES -> Messages.ShownProgress_entriesSoFar(LocalNumber.of(getDone()));
        };
    }

    private String withTotal() {
        // in this order, the product of two numbers of bytes cannot be too large
        long percent = (long) (100.0 * getDone() / getTotal());
        return progress.unit() == Progress.Unit.BYTES
                ? Messages.ShownProgress_bytes(
                        LocalNumber.ofMegabytes(getDone()), LocalNumber.ofMegabytes(getTotal()), percent)
                : Messages.ShownProgress_users(LocalNumber.of(getDone()), LocalNumber.of(getTotal()), percent);
    }
}
