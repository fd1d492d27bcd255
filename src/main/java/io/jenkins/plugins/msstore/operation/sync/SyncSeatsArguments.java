package io.jenkins.plugins.msstore.operation.sync;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.msstore.operation.ResultLimit;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The arguments of a sync as the user typed them; {@link SyncSeats} checks them.
 *
 * @param users the users that shall have a seat, as a list; null if they are in a file
 * @param usersFile the path of a file in the workspace that lists the users; null if they are a list
 * @param column the column of the file that holds the user names; null for the default column
 * @param mode {@code full}, {@code addOnly} or {@code removeOnly}; null for {@code full}. A blank text is an
 *     error
 * @param maxRemovals the maximum number of seats that are reclaimed, such as {@code 25}, or a percentage of the users with a
 *     seat, such as {@code 10%}; null for {@value SyncSeats#DEFAULT_MAX_REMOVALS}. A blank text is an error: nothing is
 *     guessed for a limit
 * @param protectedUsers the users whose seat is never reclaimed; null for none. A blank or invalid name is an error
 * @param expectedPlan the {@code planDigest} of a dry run; null to accept any plan. A blank text is an error
 * @param dryRun whether the plan is only made
 * @param onFailure {@code FAIL}, {@code UNSTABLE} or {@code CONTINUE}; null for {@code FAIL}
 * @param ignoreCapacity whether to assign as many seats as are available if there are too few for all users
 * @param allowEmpty whether a list or file without any user is no error
 * @param reportName the name of the report; null for a name made of the product
 * @param resultLimit the maximum number of failures in the result: 0 to {@link ResultLimit#MAX}
 */
@Restricted(NoExternalUse.class)
public record SyncSeatsArguments(
        String productId,
        String skuId,
        @CheckForNull List<String> users,
        @CheckForNull String usersFile,
        @CheckForNull String column,
        @CheckForNull String mode,
        @CheckForNull String maxRemovals,
        @CheckForNull List<String> protectedUsers,
        @CheckForNull String expectedPlan,
        boolean dryRun,
        @CheckForNull String onFailure,
        boolean ignoreCapacity,
        boolean allowEmpty,
        @CheckForNull String reportName,
        int resultLimit) {

    /** Empty text of an optional argument is the same as none, but not of one that protects seats. */
    public SyncSeatsArguments {
        usersFile = Util.fixEmpty(usersFile);
        column = Util.fixEmptyAndTrim(column);
        reportName = Util.fixEmpty(reportName);
    }
}
