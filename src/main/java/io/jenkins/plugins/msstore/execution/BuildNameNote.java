package io.jenkins.plugins.msstore.execution;

import hudson.Extension;
import hudson.MarkupText;
import hudson.Util;
import hudson.console.ConsoleAnnotationDescriptor;
import hudson.console.ConsoleAnnotator;
import hudson.console.ConsoleNote;
import hudson.model.Run;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.access.AccessDeniedException;

/**
 * Shows the name of a build within a line of another build's log, to readers who may see that build. The text of the log does
 * not contain the name, because users without permission on the one job may read the log of the other.
 */
@Restricted(NoExternalUse.class)
public final class BuildNameNote extends ConsoleNote<Object> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(BuildNameNote.class.getName());

    private final String build;

    private BuildNameNote(String build) {
        this.build = build;
    }

    /**
     * The note as it is written to a log.
     *
     * @param build the externalizable id of the build
     */
    static String of(String build) {
        try {
            return new BuildNameNote(build).encode();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot write the name of a build to a log", e);
            return "";
        }
    }

    /** Called as the user who reads the log. */
    @Override
    public ConsoleAnnotator<Object> annotate(Object context, MarkupText text, int position) {
        try {
            Run<?, ?> run = Run.fromExternalizableId(build);
            if (run != null) {
                text.addMarkup(position, Util.escape(" (" + run.getFullDisplayName() + ")"));
            }
        } catch (AccessDeniedException e) {
            // such a user may know that the job exists, but must not read its builds
        }
        return null;
    }

    /** Jenkins asks every type of note for one. */
    @Extension
    @Symbol("storeBuildName")
    public static final class DescriptorImpl extends ConsoleAnnotationDescriptor {}
}
