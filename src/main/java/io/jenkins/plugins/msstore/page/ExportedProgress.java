package io.jenkins.plugins.msstore.page;

import io.jenkins.plugins.msstore.execution.Progress;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The progress of an operation under way, for the remote API. The names of the components are its property names and must
 * not change.
 *
 * @param done how many of its users have an outcome
 * @param total how many users it has; 0 if that is not known, or if its users are not counted
 * @param text the progress in words, in English
 */
@ExportedBean(defaultVisibility = ExportedOperation.WITH_ITS_OWNER)
@Restricted(NoExternalUse.class)
public record ExportedProgress(
        @Exported int done, @Exported int total, @Exported String text) {

    static ExportedProgress of(Progress progress) {
        return new ExportedProgress(progress.done(), progress.total(), progress.line());
    }
}
