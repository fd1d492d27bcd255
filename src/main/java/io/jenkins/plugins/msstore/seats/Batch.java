package io.jenkins.plugins.msstore.seats;

import io.jenkins.plugins.msstore.client.model.Seat;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Users that go into one call.
 *
 * @param users at least one
 * @param notRefused how many users of the run's first batch were not refused yet, shared by its parts; null for other
 *     batches, and for a first one of a single user, whose refusal says nothing of others
 */
record Batch(List<UserPrincipalName> users, AtomicInteger notRefused) {

    /**
     * @param first whether it is the run's first batch
     */
    static Batch of(List<UserPrincipalName> users, boolean first) {
        return new Batch(users, first && users.size() > 1 ? new AtomicInteger(users.size()) : null);
    }

    /** The second half, then the first: so that the first is sent first when they are put before the others in turn. */
    List<Batch> halves() {
        int middle = users.size() / 2;
        return List.of(
                new Batch(users.subList(middle, users.size()), notRefused),
                new Batch(users.subList(0, middle), notRefused));
    }

    /** The part of it that is the named users. */
    Batch part(List<String> userNames) {
        Set<String> names =
                userNames.stream().map(UserPrincipalName::normalized).collect(Collectors.toSet());
        return new Batch(
                users.stream().filter(user -> names.contains(user.normalized())).toList(), notRefused);
    }

    /** The user as the input names them, whose seat the service answered. */
    String nameOf(Seat seat) {
        String name = UserPrincipalName.normalized(seat.assignedTo());
        return users.stream()
                .filter(user -> user.normalized().equals(name))
                .findFirst()
                .map(UserPrincipalName::text)
                .orElse(seat.assignedTo());
    }

    /** Takes note that its one user was refused; true when with that the run's whole first batch was. */
    boolean wasLastOfRefusedFirst() {
        return notRefused != null && notRefused.decrementAndGet() == 0;
    }
}
