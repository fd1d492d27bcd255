package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A user of a bulk operation that did not succeed, for the remote API. The names of the components are its property names
 * and must not change.
 *
 * @param userName the user as named in the input
 * @param failureReason the reason; null if it was not kept
 * @param change in a sync {@code ADD} or {@code REMOVE}; null for an invalid entry, and in other operations
 */
@ExportedBean(defaultVisibility = ExportedOperation.WITH_ITS_OWNER)
@Restricted(NoExternalUse.class)
public record ExportedFailure(
        @Exported String userName,
        @Exported @CheckForNull String failureReason,
        @Exported @CheckForNull String change) {}
