package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Users that go into one call.
 *
 * @param entries valid ones, at least one
 * @param mayHaveBeenSent whether a process that ended may have sent a call for them, so that they are looked at first; also
 *     where a look has shown nothing, for the service may still be about to carry that call out
 * @param notRefused how many users of the run's first batch were not refused yet, shared by its parts; null for other
 *     batches, and for a first one of a single user, whose refusal says nothing of others
 */
record Batch(List<RosterEntry> entries, boolean mayHaveBeenSent, AtomicInteger notRefused) {

    /**
     * @param first whether it is the run's first batch
     */
    static Batch of(List<RosterEntry> entries, boolean mayHaveBeenSent, boolean first) {
        return new Batch(
                entries, mayHaveBeenSent, first && entries.size() > 1 ? new AtomicInteger(entries.size()) : null);
    }

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
                new Batch(entries.subList(middle, entries.size()), mayHaveBeenSent, notRefused),
                new Batch(entries.subList(0, middle), mayHaveBeenSent, notRefused));
    }

    /** The part of it that is the named users, for whom certainly nothing was done. */
    Batch part(List<String> userNames) {
        Set<String> names =
                userNames.stream().map(UserPrincipalName::normalized).collect(Collectors.toSet());
        return new Batch(
                entries.stream()
                        .filter(entry -> names.contains(entry.user().normalized()))
                        .toList(),
                false,
                notRefused);
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

    /** Takes note that its one user was refused; true when with that the run's whole first batch was. */
    boolean wasLastOfRefusedFirst() {
        return notRefused != null && notRefused.decrementAndGet() == 0;
    }
}
