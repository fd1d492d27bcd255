package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.history.Ending;
import io.jenkins.plugins.msstore.history.FailedUser;
import io.jenkins.plugins.msstore.history.FailureGroup;
import io.jenkins.plugins.msstore.history.OperationRecord;
import io.jenkins.plugins.msstore.history.OutcomeCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The failed users of a build, grouped by reason. */
@Restricted(NoExternalUse.class)
public final class FailureList {

    /** The maximum number of reasons on the page. */
    static final int MAX_REASONS = 50;

    /** So few users are shown at once. */
    private static final int MAX_SHOWN_AT_ONCE = 10;

    /** Precedes the reason in the error of an operation on one seat. */
    private static final String FAILED = " failed: ";

    /** The end of an error of the service; the correlation vector differs in each. */
    private static final Pattern FACTS = Pattern.compile(" \\((HTTP \\d+, )?MS-CV [^)]*\\)$");

    private final Map<List<String>, FailureReasonRow> reasons = new HashMap<>();
    private final List<FailureReasonRow> inOrder = new ArrayList<>();

    /**
     * Adds the user of an operation on one seat that failed, or the failed users of a bulk operation.
     *
     * @param bulk whether the reader may see the users of bulk operations
     */
    void add(OperationRecord operation, OperationRow row, boolean bulk) {
        if (operation.description().kind().isAboutOneUser()) {
            if (operation.ending() == Ending.FAILED) {
                FailureReasonRow reason = reason(reasonOf(operation), null);
                reason.add(1);
                reason.add(new FailedUserRow(operation.description().subject(), afterSubject(operation.error()), row));
            }
        } else if (bulk) {
            addBulk(operation, row);
        }
    }

    private void addBulk(OperationRecord operation, OperationRow row) {
        OutcomeCounts counts = operation.result().counts();
        long left = counts == null ? 0 : counts.failures();
        for (FailureGroup group : operation.result().failures()) {
            FailureReasonRow reason = reason(group.reason(), group.change());
            reason.add(group.count());
            left -= group.count();
            for (FailedUser user : group.users()) {
                reason.add(new FailedUserRow(user.userName(), user.failureReason(), row));
            }
        }
        if (left > 0) {
            // the build has too many operations to keep the reasons of this one
            reason(null, null).add(left);
        }
    }

    private FailureReasonRow reason(@CheckForNull String text, @CheckForNull String change) {
        return reasons.computeIfAbsent(Arrays.asList(text, change), key -> {
            FailureReasonRow row = new FailureReasonRow(text, change);
            inOrder.add(row);
            return row;
        });
    }

    /** The reason of an operation on one seat, without what differs from user to user. */
    @CheckForNull
    private static String reasonOf(OperationRecord operation) {
        String error = operation.error();
        if (error == null) {
            return null;
        }
        String reason = afterSubject(error);
        String user = Objects.toString(operation.description().subject(), "");
        if (!user.isEmpty()) {
            reason = reason.replaceAll("(?i)" + Pattern.quote(user), "…");
        }
        return UserPrincipalName.hiddenIn(FACTS.matcher(reason).replaceFirst(""));
    }

    /** An error without the operation, the product and the user, which the row shows. */
    @CheckForNull
    private static String afterSubject(@CheckForNull String error) {
        int failed = error == null ? -1 : error.indexOf(FAILED);
        return failed < 0 ? error : error.substring(failed + FAILED.length());
    }

    /** Chooses what is shown, see {@link BuildOperations#failures}. */
    void open(@CheckForNull String key, @CheckForNull String page) {
        boolean few = inOrder.stream().mapToLong(FailureReasonRow::count).sum() <= MAX_SHOWN_AT_ONCE;
        for (FailureReasonRow row : inOrder) {
            if (row.getKey().equals(key)) {
                row.openPage(number(page));
            } else if (few) {
                row.open();
            }
        }
    }

    private static int number(@CheckForNull String text) {
        try {
            return text == null ? 1 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** Whether no user failed. */
    public boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /** The reasons, the most frequent first. */
    public List<FailureReasonRow> getReasons() {
        return sorted().stream().limit(MAX_REASONS).toList();
    }

    private List<FailureReasonRow> sorted() {
        return inOrder.stream()
                .sorted(Comparator.comparing((FailureReasonRow row) -> -row.count()))
                .toList();
    }

    /** Tells that the page has not all reasons; null if it has. */
    @CheckForNull
    public String getMore() {
        long more = sorted().stream()
                .skip(MAX_REASONS)
                .mapToLong(FailureReasonRow::count)
                .sum();
        return more == 0
                ? null
                : Messages.FailureList_more(LocalNumber.of(inOrder.size() - MAX_REASONS), LocalNumber.of(more));
    }
}
