package io.jenkins.plugins.msstore.operation.bulk;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.msstore.operation.ResultLimit;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The arguments of a bulk operation as the user typed them; {@link BulkSeatChange} checks them.
 *
 * @param action {@code assign} or {@code reclaim}
 * @param users the users as a list; null if they are in a file
 * @param usersFile the path of a file in the workspace that lists the users; null if they are a list
 * @param column the column of the file that holds the user names; null for the default column
 * @param batchSize the maximum number of users in one request
 * @param onFailure {@code FAIL}, {@code UNSTABLE} or {@code CONTINUE}; null for {@code FAIL}
 * @param dryRun whether seats are only read
 * @param ignoreCapacity whether to assign as many seats as are available if there are too few for all users
 * @param ignoreMissing whether reclaiming the seat of a user who has none succeeds
 * @param allowEmpty whether a list or file without any user is no error
 * @param reportName the name of the report; null for a name made of action and product
 * @param resultLimit the maximum number of seats, and of failures, in the result: 0 to
 *     {@link ResultLimit#MAX}
 */
@Restricted(NoExternalUse.class)
public record BulkSeatsArguments(
        String productId,
        String skuId,
        String action,
        @CheckForNull List<String> users,
        @CheckForNull String usersFile,
        @CheckForNull String column,
        int batchSize,
        @CheckForNull String onFailure,
        boolean dryRun,
        boolean ignoreCapacity,
        boolean ignoreMissing,
        boolean allowEmpty,
        @CheckForNull String reportName,
        int resultLimit) {

    /** Empty text of an optional argument is the same as none. */
    public BulkSeatsArguments {
        usersFile = Util.fixEmpty(usersFile);
        column = Util.fixEmptyAndTrim(column);
        reportName = Util.fixEmpty(reportName);
    }
}
