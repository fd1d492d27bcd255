package io.jenkins.plugins.msstore.bulk;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.bulk.journal.BulkJournal;
import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.LogText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Counts the users of a bulk operation that did not succeed by reason, because often all fail for the same one, and keeps the
 * first users of each. Users that were not attempted have no reason of their own and are left out.
 */
public final class FailureReasons {

    /** The maximum number of reasons in {@link #list()}. */
    static final int MAX_REASONS = 20;

    /** Bounds the memory if each user has another reason. */
    private static final int MAX_TRACKED = 1000;

    /** The maximum number of users that are kept for a reason. */
    static final int MAX_USERS = 200;

    private static final int MAX_CHARACTERS = 200;

    private static final Pattern LINE_OF_FILE = Pattern.compile("^line [\\d,.]+: ");

    /** Makes a sentence of the reason of an invalid name. */
    private static final String INVALID = "the name ";

    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private String first;
    private String firstInvalid;
    private int others;

    /**
     * A reason.
     *
     * @param text the reason on one line, without user names; empty for all reasons that are not listed
     * @param count the number of users
     * @param users the first of them
     */
    public record Reason(Optional<String> text, int count, List<UserOutcome> users) {

        /** The complete reason of one of the users; null if it says no more than this reason. */
        @CheckForNull
        public String detail(UserOutcome user) {
            String listed = text.orElse("");
            return listed.equalsIgnoreCase(user.failureReason())
                            || listed.equalsIgnoreCase(INVALID + user.failureReason())
                    ? null
                    : user.failureReason();
        }
    }

    private static final class Tally {
        private final List<UserOutcome> users = new ArrayList<>();
        private final boolean isInvalid;
        private int count;

        Tally(boolean isInvalid) {
            this.isInvalid = isInvalid;
        }

        /** Adds the outcome of a user; successes are left out. */
        public void add(UserOutcome user) {
            count++;
            if (users.size() < MAX_USERS) {
                users.add(user);
            }
        }
    }

    /**
     * Counts the users of a journal; those that it resolves later are added.
     *
     * @param mask masks secrets, in complete texts
     */
    public static FailureReasons of(BulkJournal journal, UnaryOperator<String> mask) throws IOException {
        FailureReasons reasons = new FailureReasons();
        journal.follow(user -> reasons.add(user.masked(mask)));
        return reasons;
    }

    /** Adds the outcome of a user; successes are left out. */
    public void add(UserOutcome user) {
        if (user.outcome() == Outcome.SUCCEEDED || user.outcome() == Outcome.NOT_ATTEMPTED) {
            return;
        }
        String text = text(user);
        if (user.outcome() == Outcome.INVALID) {
            firstInvalid = firstInvalid == null ? text : firstInvalid;
        } else {
            first = first == null ? text : first;
        }
        if (tallies.size() < MAX_TRACKED || tallies.containsKey(text)) {
            tallies.computeIfAbsent(text, key -> new Tally(user.outcome() == Outcome.INVALID))
                    .add(user);
        } else {
            others++;
        }
    }

    /** The reason of the first failed user, of an invalid one only if all others succeeded; empty if none failed. */
    public Optional<String> first() {
        return Optional.ofNullable(first == null ? firstInvalid : first);
    }

    /** The reasons, the most frequent first. */
    public List<Reason> list() {
        List<Map.Entry<String, Tally>> sorted = tallies.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Tally>>comparingInt(each -> -each.getValue().count)
                        .thenComparing(each -> each.getValue().isInvalid))
                .toList();
        List<Reason> reasons = new ArrayList<>();
        int rest = others;
        for (Map.Entry<String, Tally> each : sorted) {
            Tally tally = each.getValue();
            if (reasons.size() < MAX_REASONS) {
                reasons.add(new Reason(Optional.of(each.getKey()), tally.count, List.copyOf(tally.users)));
            } else {
                rest += tally.count;
            }
        }
        if (rest > 0) {
            reasons.add(new Reason(Optional.empty(), rest, List.of()));
        }
        return reasons;
    }

    /** The reason without what differs from user to user: the user's name and the line of the file. */
    private static String text(UserOutcome user) {
        String reason = LINE_OF_FILE.matcher(user.failureReason()).replaceFirst("");
        if (user.outcome() == Outcome.INVALID) {
            return LogText.of(
                    INVALID + (user.userName().length() < 3 ? reason : reason.replace(user.userName(), "…")),
                    MAX_CHARACTERS);
        }
        String anonymous = reason.replaceAll("(?i)" + Pattern.quote(user.userName()), "the user");
        return LogText.of(decapitalized(UserPrincipalName.hiddenIn(anonymous)), MAX_CHARACTERS);
    }

    /** For the middle of a sentence; words in capitals, such as {@code HTTP}, stay. */
    private static String decapitalized(String text) {
        return text.length() > 1 && Character.isUpperCase(text.charAt(0)) && Character.isLowerCase(text.charAt(1))
                ? Character.toLowerCase(text.charAt(0)) + text.substring(1)
                : text;
    }
}
