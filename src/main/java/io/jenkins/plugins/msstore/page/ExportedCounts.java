package io.jenkins.plugins.msstore.page;

import io.jenkins.plugins.msstore.history.OutcomeCounts;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The number of users by outcome, for the remote API. The names of the components are its property names and must not
 * change.
 *
 * @param requested the number of all users
 */
@ExportedBean(defaultVisibility = ExportedOperation.WITH_ITS_OWNER)
@Restricted(NoExternalUse.class)
public record ExportedCounts(
        @Exported long requested,
        @Exported long succeeded,
        @Exported long failed,
        @Exported long unknown,
        @Exported long invalid,
        @Exported long notAttempted) {

    static ExportedCounts of(OutcomeCounts counts) {
        return new ExportedCounts(
                counts.total(),
                counts.succeeded(),
                counts.failed(),
                counts.unknown(),
                counts.invalid(),
                counts.notAttempted());
    }
}
