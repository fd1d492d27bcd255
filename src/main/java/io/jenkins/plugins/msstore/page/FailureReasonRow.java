package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A reason for which users failed, with one page of these users. */
@Restricted(NoExternalUse.class)
public final class FailureReasonRow {

    /** The maximum number of users on a page. */
    static final int PAGE_SIZE = 50;

    private final String reason;
    private final String change;
    private final List<FailedUserRow> users = new ArrayList<>();
    private long count;
    private int page = 1;
    private boolean isOpen;

    /**
     * @param reason the reason; null for those that are not told apart
     * @param change the change of a sync that failed; see {@link io.jenkins.plugins.msstore.history.FailureGroup#change()}
     */
    FailureReasonRow(@CheckForNull String reason, @CheckForNull String change) {
        this.reason = reason;
        this.change = change;
    }

    void add(long more) {
        count += more;
    }

    void add(FailedUserRow user) {
        users.add(user);
    }

    long count() {
        return count;
    }

    void open() {
        isOpen = true;
    }

    /**
     * Chooses the page.
     *
     * @param number the first is 1; a number without a page chooses the nearest
     */
    void openPage(int number) {
        page = Math.max(1, Math.min(number, pages()));
        isOpen = true;
    }

    private int pages() {
        return Math.max(1, (users.size() + PAGE_SIZE - 1) / PAGE_SIZE);
    }

    /** Identifies the reason in URLs, also after more users have failed. */
    public String getKey() {
        if (reason == null && change == null) {
            return "other";
        }
        String text = change == null ? reason : change + "\n" + reason;
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The change of a sync that failed, in words; null for other operations. */
    @CheckForNull
    public String getChange() {
        if (change == null) {
            return null;
        }
        return switch (change) {
            case "ADD" -> Messages.OperationRow_assignSeat();
            case "REMOVE" -> Messages.OperationRow_reclaimSeat();
            default -> null;
        };
    }

    /** The reason in words. */
    public String getReason() {
        return reason == null ? Messages.FailureReasonRow_other() : reason;
    }

    /** The number of users, in words. */
    public String getUsersInWords() {
        return count == 1 ? Messages.OutcomeChart_oneUser() : Messages.OutcomeChart_users(LocalNumber.of(count));
    }

    /** Whether the users are shown without being asked for. */
    public boolean isOpen() {
        return isOpen;
    }

    /** The users on this page. */
    public List<FailedUserRow> getUsers() {
        int from = (page - 1) * PAGE_SIZE;
        return List.copyOf(users.subList(from, Math.min(from + PAGE_SIZE, users.size())));
    }

    /** Whether the users are those of several operations. */
    public boolean isOfManyOperations() {
        return users.stream()
                        .map(user -> user.getOperation().getId())
                        .distinct()
                        .count()
                > 1;
    }

    /** Whether a user of this page has a reason that tells more than that of all. */
    public boolean isDetailed() {
        return getUsers().stream().anyMatch(user -> user.getDetail() != null);
    }

    /** Which users this page shows, in words; null if there is one page. */
    @CheckForNull
    public String getRange() {
        if (pages() == 1) {
            return null;
        }
        int from = (page - 1) * PAGE_SIZE;
        return Messages.FailureReasonRow_range(
                LocalNumber.of(from + 1L),
                LocalNumber.of(Math.min(from + PAGE_SIZE, users.size())),
                LocalNumber.of(users.size()));
    }

    /** The relative URL of the previous page; null if there is none. */
    @CheckForNull
    public String getPrevious() {
        return page > 1 ? href(page - 1) : null;
    }

    /** The relative URL of the next page; null if there is none. */
    @CheckForNull
    public String getNext() {
        return page < pages() ? href(page + 1) : null;
    }

    private String href(int number) {
        return "?reason=" + getKey() + "&page=" + number + "#ms-store-reason-" + getKey();
    }

    /** Tells that the page has not all users; null if it has. */
    @CheckForNull
    public String getMore() {
        if (count <= users.size()) {
            return null;
        }
        return users.isEmpty()
                ? Messages.FailureReasonRow_inReports()
                : Messages.FailureReasonRow_more(LocalNumber.of(users.size()), LocalNumber.of(count));
    }
}
