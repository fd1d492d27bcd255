package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.journal.Outcome;
import io.jenkins.plugins.msstore.bulk.journal.ResolvedUser;
import io.jenkins.plugins.msstore.bulk.journal.UserOutcome;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.client.BulkSeats;
import io.jenkins.plugins.msstore.client.UnresolvedSeat;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a call brought for each user of its batch. Each user is in exactly one of the four collections.
 *
 * @param succeeded users for which the action was applied
 * @param rejected users that the service rejected
 * @param unknown users whose outcome is unknown, with the reason
 * @param unresolved users without an outcome yet, by reason: those for which the action was certainly not applied, and those
 *     that may have been sent and are read back when the service is reached again
 */
record BatchAnswer(
        List<ResolvedUser> succeeded,
        List<ResolvedUser> rejected,
        Map<ResolvedUser, StoreException> unknown,
        Map<StoreException, Batch> unresolved) {

    /** The answer for one user of a dry run: each user is a batch. */
    static BatchAnswer read(RosterEntry entry, Optional<Seat> seat) {
        String name = entry.user().text();
        UserOutcome outcome = seat.map(found -> UserOutcome.succeeded(name, found, null))
                .orElseGet(() -> UserOutcome.withoutSeat(name));
        return new BatchAnswer(List.of(new ResolvedUser(entry, outcome)), List.of(), Map.of(), Map.of());
    }

    static BatchAnswer of(Batch batch, BulkSeats result) {
        String vector = result.correlationVector();
        Map<String, RosterEntry> entries = batch.byName();
        BatchAnswer answer =
                new BatchAnswer(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Seat seat : result.seats()) {
            RosterEntry entry = entry(entries, seat.assignedTo());
            answer.succeeded.add(
                    new ResolvedUser(entry, UserOutcome.succeeded(entry.user().text(), seat, vector)));
        }
        result.failures()
                .forEach(failure -> answer.rejected.add(new ResolvedUser(
                        entry(entries, failure.userName()),
                        UserOutcome.failed(failure.userName(), failure.failureReason(), vector))));
        Map<StoreException, List<String>> notApplied = new LinkedHashMap<>();
        List<UnresolvedSeat> notReadBack = new ArrayList<>();
        for (UnresolvedSeat user : result.unresolved()) {
            if (user.unreachedReadBack().isPresent()) {
                notReadBack.add(user);
            } else if (user.error().outcome() == WriteOutcome.UNKNOWN) {
                answer.unknown.put(
                        new ResolvedUser(
                                entry(entries, user.userName()),
                                UserOutcome.unknown(
                                        user.userName(), user.error().reason(), vector)),
                        user.error());
            } else {
                notApplied
                        .computeIfAbsent(user.error(), added -> new ArrayList<>())
                        .add(user.userName());
            }
        }
        notApplied.forEach((failure, names) -> answer.unresolved.put(failure, batch.part(names, false)));
        // one batch: each user has an error of its own, but they are read back for the same request
        notReadBack.stream()
                .flatMap(user -> user.unreachedReadBack().stream())
                .findFirst()
                .ifPresent(failure -> answer.unresolved.put(failure, batch.part(names(notReadBack), true)));
        return answer;
    }

    private static List<String> names(List<UnresolvedSeat> users) {
        return users.stream().map(UnresolvedSeat::userName).toList();
    }

    /**
     * A copy with new outcomes of the rejected users.
     *
     * @param users the rejected users with their new outcomes, each succeeded or failed
     */
    BatchAnswer withRejected(List<ResolvedUser> users) {
        Map<Boolean, List<ResolvedUser>> bySuccess = users.stream()
                .collect(Collectors.partitioningBy(user -> user.outcome().outcome() == Outcome.SUCCEEDED));
        return new BatchAnswer(
                Stream.concat(succeeded.stream(), bySuccess.get(true).stream()).toList(),
                bySuccess.get(false),
                unknown,
                unresolved);
    }

    private static RosterEntry entry(Map<String, RosterEntry> entries, String userName) {
        RosterEntry entry = entries.get(UserPrincipalName.foldCase(userName));
        if (entry == null) {
            throw new IllegalStateException("the client answers for a user that was not asked for");
        }
        return entry;
    }
}
