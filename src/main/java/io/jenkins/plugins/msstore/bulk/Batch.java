package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.journal.ResolvedUser;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The users of one request.
 *
 * @param entries valid entries, at least one
 * @param mayHaveBeenSent whether a request for these users may have been sent, by a process that ended or before an outage,
 *     so that they are read back first. Stays true if the read-back shows no change: the service may still carry that request
 *     out
 */
record Batch(List<RosterEntry> entries, boolean mayHaveBeenSent) {

    int size() {
        return entries.size();
    }

    List<UserPrincipalName> users() {
        return entries.stream().map(RosterEntry::user).toList();
    }

    /** The number of its first entry; its entries are in the order of their numbers. */
    int first() {
        return entries.get(0).number();
    }

    /** The number after that of its last entry. */
    int end() {
        return entries.get(entries.size() - 1).number() + 1;
    }

    /** The second half, then the first half: the order in which to put them at the head of the queue. */
    List<Batch> halves() {
        int middle = entries.size() / 2;
        return List.of(
                new Batch(entries.subList(middle, entries.size()), mayHaveBeenSent),
                new Batch(entries.subList(0, middle), mayHaveBeenSent));
    }

    /**
     * The batch of some of its users.
     *
     * @param wasSent whether this execution may have sent a request for them, and has not read them back
     */
    Batch part(List<String> userNames, boolean wasSent) {
        Set<String> names = userNames.stream().map(UserPrincipalName::foldCase).collect(Collectors.toSet());
        return new Batch(
                entries.stream()
                        .filter(entry -> names.contains(entry.user().foldCase()))
                        .toList(),
                mayHaveBeenSent || wasSent);
    }

    /** The entries by case-folded user name: the service may answer in another case. */
    Map<String, RosterEntry> byName() {
        Map<String, RosterEntry> byName = new HashMap<>();
        entries.forEach(entry -> byName.put(entry.user().foldCase(), entry));
        return byName;
    }

    /**
     * The outcomes of its users when the operation ends before they are resolved: unknown if a request may have been sent,
     * otherwise not attempted.
     */
    List<ResolvedUser> abandoned(String reason) {
        return entries.stream()
                .map(entry -> new ResolvedUser(entry, UserOutcome.abandoned(entry, mayHaveBeenSent, reason)))
                .toList();
    }
}
