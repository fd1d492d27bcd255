package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Users that go into one call.
 *
 * @param entries valid ones, at least one
 * @param mayHaveBeenSent whether a process that ended may have sent a call for them, so that they are looked at first; also
 *     where a look has shown nothing, for the service may still be about to carry that call out
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

    /** The second half, then the first: so that the first is sent first when they are put before the others in turn. */
    List<Batch> halves() {
        int middle = entries.size() / 2;
        return List.of(
                new Batch(entries.subList(middle, entries.size()), mayHaveBeenSent),
                new Batch(entries.subList(0, middle), mayHaveBeenSent));
    }

    /** The part of it that is the named users, for whom certainly nothing was done. */
    Batch part(List<String> userNames) {
        Set<String> names =
                userNames.stream().map(UserPrincipalName::normalized).collect(Collectors.toSet());
        return new Batch(
                entries.stream()
                        .filter(entry -> names.contains(entry.user().normalized()))
                        .toList(),
                false);
    }

    /** Its entries by the users' normalized names, in which the service may answer. */
    Map<String, RosterEntry> byName() {
        Map<String, RosterEntry> byName = new HashMap<>();
        entries.forEach(entry -> byName.put(entry.user().normalized(), entry));
        return byName;
    }

    /**
     * What becomes of its users where nobody does anything for them any more: for whom a call may have been sent, the outcome
     * is not known; the others were not attempted.
     */
    List<ResolvedUser> abandoned(String reason) {
        return entries.stream()
                .map(entry -> new ResolvedUser(entry, UserOutcome.abandoned(entry, mayHaveBeenSent, reason)))
                .toList();
    }
}
