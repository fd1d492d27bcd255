package io.jenkins.plugins.msstore.page;

import io.jenkins.plugins.msstore.history.SyncCounts;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The numbers of a sync, for the remote API. The names of the components are its property names and must not change.
 *
 * @param planOnly whether nothing was sent, so that the numbers are those of the plan
 */
@ExportedBean(defaultVisibility = ExportedOperation.WITH_ITS_OWNER)
@Restricted(NoExternalUse.class)
public record ExportedSync(
        @Exported boolean planOnly,
        @Exported long added,
        @Exported long removed,
        @Exported long unchanged,
        @Exported long retained) {

    static ExportedSync of(SyncCounts sync) {
        return new ExportedSync(sync.planOnly(), sync.added(), sync.removed(), sync.unchanged(), sync.retained());
    }
}
