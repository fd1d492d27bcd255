package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.execution.Progress;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The progress of an operation under way, for the remote API. The names of the components are its property names and must
 * not change.
 *
 * @param done how many of its users have an outcome, how many bytes are there, or how many entries are listed
 * @param total how many users or bytes it has; 0 if that is not known, or if it counts neither
 * @param unit what is counted; null if nothing is, or not yet
 * @param text the progress in words, in English
 */
@ExportedBean(defaultVisibility = ExportedOperation.WITH_ITS_OWNER)
@Restricted(NoExternalUse.class)
public record ExportedProgress(
        @Exported long done,
        @Exported long total,
        @Exported @CheckForNull Progress.Unit unit,
        @Exported String text) {

    static ExportedProgress of(Progress progress) {
        return new ExportedProgress(
                progress.done(),
                progress.total(),
                progress.done() == 0 && progress.total() == 0 ? null : progress.unit(),
                progress.line());
    }
}
