package io.jenkins.plugins.msstore.client.model;

import java.util.Optional;

/** A change of a user's seat. */
public enum SeatAction {
    /** Assigns a seat to the user. */
    ASSIGN("assign") {
        @Override
        public boolean isApplied(Optional<Seat> seat) {
            return seat.isPresent() && !seat.get().isRevoked();
        }
    },
    /** Reclaims the user's seat. */
    RECLAIM("reclaim") {
        @Override
        public boolean isApplied(Optional<Seat> seat) {
            return seat.isEmpty() || seat.get().isRevoked();
        }
    };

    private final String word;

    SeatAction(String word) {
        this.word = word;
    }

    /** The word for the action, in requests of the service ({@code seatAction}) and as users type it. */
    public String word() {
        return word;
    }

    /**
     * Whether a seat is in the state that this action leads to.
     *
     * @param seat the seat that was read; empty when the user has none
     */
    public abstract boolean isApplied(Optional<Seat> seat);

    /**
     * The result of a write that a read-back has shown to be applied.
     *
     * @param seat the seat that was read back; empty if the user has none, which only a reclaim leads to
     * @return the seat that was read back; if there is none, a revoked one without a date
     */
    public Seat seatAfter(ProductKey product, UserPrincipalName user, Optional<Seat> seat) {
        return seat.orElseGet(() -> new Seat(user.text(), null, Seat.REVOKED, product));
    }
}
