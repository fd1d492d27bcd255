package io.jenkins.plugins.msstore.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The seats of one product. Thread-safe; concurrent requests never exceed the capacity. */
final class SeatBook {
    private final RevokedSeats revokedSeats;
    private final TreeMap<String, Seat> seats = new TreeMap<>();
    private Product product;
    private long active;

    SeatBook(Product product, RevokedSeats revokedSeats) {
        this.product = product;
        this.revokedSeats = revokedSeats;
    }

    synchronized Product product() {
        return product;
    }

    /** Replaces the product and keeps its seats. */
    synchronized void replaceProduct(Product changed) {
        product = changed;
    }

    /**
     * Assigns a seat. A user with a seat keeps it, with its date.
     *
     * @return the user's seat, or empty if none is available
     */
    synchronized Optional<Seat> assign(String userName, Instant now) {
        Seat held = seats.get(UserDirectory.folded(userName));
        if (held != null && held.isActive()) {
            return Optional.of(held);
        }
        if (product.distribution() == Distribution.RESTRICTED && active >= product.seatCapacity()) {
            return Optional.empty();
        }
        Seat seat = new Seat(held == null ? userName : held.assignedTo(), SeatState.ACTIVE, now);
        seats.put(UserDirectory.folded(userName), seat);
        active++;
        return Optional.of(seat);
    }

    /**
     * Reclaims the user's seat.
     *
     * @return the seat, revoked, or empty where the user holds none
     */
    synchronized Optional<Seat> reclaim(String userName) {
        String user = UserDirectory.folded(userName);
        Seat held = seats.get(user);
        if (held == null || !held.isActive()) {
            return Optional.empty();
        }
        Seat revoked = new Seat(held.assignedTo(), SeatState.REVOKED, held.dateAssigned());
        active--;
        if (revokedSeats == RevokedSeats.SHOWN) {
            seats.put(user, revoked);
        } else {
            seats.remove(user);
        }
        return Optional.of(revoked);
    }

    synchronized Optional<Seat> find(String userName) {
        return Optional.ofNullable(seats.get(UserDirectory.folded(userName)));
    }

    synchronized long active() {
        return active;
    }

    /** All seats, by user name. */
    synchronized List<Seat> all() {
        return List.copyOf(seats.values());
    }

    /** The seats after this user's, in the order of user names, up to the limit; for null, from the first one on. */
    synchronized List<Seat> after(String userName, int limit) {
        var rest = userName == null ? seats : seats.tailMap(UserDirectory.folded(userName), false);
        // the constructor for collections would count the part of the map, element by element
        List<Seat> page = new ArrayList<>(limit);
        for (Seat seat : rest.values()) {
            if (page.size() == limit) {
                break;
            }
            page.add(seat);
        }
        return page;
    }
}
