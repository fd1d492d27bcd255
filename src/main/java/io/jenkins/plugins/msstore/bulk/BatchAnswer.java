package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.client.BulkSeats;
import io.jenkins.plugins.msstore.client.UnsettledSeat;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.Verdict;
import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a call came to for the users of its batch; each of them is in exactly one of the four.
 *
 * @param done for whom the action is done
 * @param refused whom the service refused
 * @param unknown whose outcome is not known, and why
 * @param notDone for whom certainly nothing was done, by the reason
 */
record BatchAnswer(
        List<ResolvedUser> done,
        List<ResolvedUser> refused,
        Map<ResolvedUser, StoreException> unknown,
        Map<StoreException, Batch> notDone) {

    static BatchAnswer of(Batch batch, BulkSeats result) {
        String vector = result.correlationVector();
        Map<String, RosterEntry> entries = batch.byName();
        BatchAnswer answer =
                new BatchAnswer(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Seat seat : result.seats()) {
            RosterEntry entry = entry(entries, seat.assignedTo());
            answer.done.add(
                    new ResolvedUser(entry, UserOutcome.succeeded(entry.user().text(), seat, vector)));
        }
        result.failures()
                .forEach(failure -> answer.refused.add(new ResolvedUser(
                        entry(entries, failure.userName()),
                        UserOutcome.failed(failure.userName(), failure.failureReason(), vector))));
        Map<StoreException, List<String>> notDone = new LinkedHashMap<>();
        for (UnsettledSeat user : result.unsettled()) {
            if (user.error().verdict() == Verdict.UNKNOWN) {
                String reason = RunFailure.unknown(user.error().reason());
                answer.unknown.put(
                        new ResolvedUser(
                                entry(entries, user.userName()), UserOutcome.failed(user.userName(), reason, vector)),
                        user.error());
            } else {
                notDone.computeIfAbsent(user.error(), added -> new ArrayList<>())
                        .add(user.userName());
            }
        }
        notDone.forEach((failure, names) -> answer.notDone.put(failure, batch.part(names)));
        return answer;
    }

    private static RosterEntry entry(Map<String, RosterEntry> entries, String userName) {
        RosterEntry entry = entries.get(UserPrincipalName.normalized(userName));
        if (entry == null) {
            throw new IllegalStateException("the client answers for somebody who was not asked for");
        }
        return entry;
    }
}
