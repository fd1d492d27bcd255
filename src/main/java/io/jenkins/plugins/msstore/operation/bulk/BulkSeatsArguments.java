package io.jenkins.plugins.msstore.operation.bulk;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The arguments of a bulk operation as the user typed them; {@link BulkSeatChange} checks them. */
@Restricted(NoExternalUse.class)
public interface BulkSeatsArguments {

    String getProductId();

    String getSkuId();

    /** {@code assign} or {@code reclaim}. */
    String getAction();

    /** The users as a list; null if they are in a file. */
    @CheckForNull
    List<String> getUsers();

    /** The path of a file in the workspace that lists the users; null if they are a list. */
    @CheckForNull
    String getUsersFile();

    /** The column of the file that holds the user names; null for the default column. */
    @CheckForNull
    String getColumn();

    /** The maximum number of users in one request. */
    int getBatchSize();

    /** {@code FAIL}, {@code UNSTABLE} or {@code CONTINUE}. */
    String getOnFailure();

    /** Whether seats are only read. */
    boolean isDryRun();

    /** Whether to assign as many seats as are available if there are too few for all users. */
    boolean isIgnoreCapacity();

    /** Whether reclaiming the seat of a user who has none succeeds. */
    boolean isIgnoreMissing();

    /** Whether a list or file without any user is no error. */
    boolean isAllowEmpty();

    /** The name of the report; null for a name made of action and product. */
    @CheckForNull
    String getReportName();

    /** The maximum number of seats, and of failures, in the result: 0 to {@link BulkSeatChange#MAX_RESULT_LIMIT}. */
    int getResultLimit();
}
