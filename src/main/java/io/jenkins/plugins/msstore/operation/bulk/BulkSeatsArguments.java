package io.jenkins.plugins.msstore.operation.bulk;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The arguments of the operation on many seats, as they were typed; {@link BulkSeatChange} checks them. */
@Restricted(NoExternalUse.class)
public interface BulkSeatsArguments {

    String getProductId();

    String getSkuId();

    /** {@code assign} or {@code reclaim}. */
    String getAction();

    /** The users as a list; null where they stand in a file. */
    @CheckForNull
    List<String> getUsers();

    /** The users as a file of the workspace; null where they are a list. */
    @CheckForNull
    String getUsersFile();

    /** The column of the file that holds the users; null for the usual one. */
    @CheckForNull
    String getColumn();

    /** How many users go into one call. */
    int getBatchSize();

    /** {@code FAIL}, {@code UNSTABLE} or {@code CONTINUE}. */
    String getOnFailure();

    /** Whether seats are only read. */
    boolean isDryRun();

    /** Whether to go on where there are too few seats for everybody. */
    boolean isIgnoreCapacity();

    /** What the report is called; null for a name by action and product. */
    @CheckForNull
    String getReportName();

    /** How many seats, and how many failures, the result may hold: 0 to {@link BulkSeatChange#MAX_RESULT_LIMIT}. */
    int getResultLimit();
}
