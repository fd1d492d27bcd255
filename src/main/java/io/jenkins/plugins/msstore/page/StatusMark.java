package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The mark of a status: each has a shape of its own, so that marks can be told apart without their colours. */
@Restricted(NoExternalUse.class)
public final class StatusMark {

    private final String name;
    private final String path;
    private final String label;

    private StatusMark(String name, String path, String label) {
        this.name = name;
        this.path = path;
        this.label = label;
    }

    /**
     * Returns the mark of a status.
     *
     * @param status the status; null if it cannot be read
     */
    static StatusMark of(@CheckForNull OperationStatus status) {
        if (status == null) {
            return new StatusMark(
                    "unreadable", "M5 0 10 5 5 10 0 5zM5 3 3 5l2 2 2-2z", Messages.StatusMark_unreadable());
        }
        String label = status.label();
        return switch (status) {
            case SUCCEEDED -> new StatusMark("succeeded", "M5 1a4 4 0 1 0 .01 0z", label);
            case PARTLY_FAILED -> new StatusMark("partly", "M5 .5 9.8 9.5H.2z", label);
            case FAILED ->
                new StatusMark(
                        "failed",
                        "M2.3.5 5 3.2 7.7.5l1.8 1.8L6.8 5l2.7 2.7-1.8 1.8L5 6.8 2.3 9.5.5 7.7 3.2 5 .5 2.3z",
                        label);
            case RUNNING -> new StatusMark("running", "M5 .5a4.5 4.5 0 1 0 .01 0zM5 2.5a2.5 2.5 0 1 1-.01 0z", label);
            case INTERRUPTED -> new StatusMark("interrupted", "M.5 3.5h9v3h-9z", label);
            case LOST -> new StatusMark("lost", "M1 1h8v8H1zM3 3v4h4V3z", label);
        };
    }

    /** The name of the status in the style sheet. */
    public String getName() {
        return name;
    }

    /** The shape, as the path of an SVG of width and height 10. */
    public String getPath() {
        return path;
    }

    /** What the mark says, in words. */
    public String getLabel() {
        return label;
    }
}
