package io.jenkins.plugins.msstore.client.model;

import java.util.Optional;

/** A change of a user's seat. */
public enum SeatAction {
    /** Give the user a seat. */
    ASSIGN("assign") {
        @Override
        public boolean isApplied(Optional<Seat> seat) {
            return seat.isPresent() && !seat.get().isRevoked();
        }
    },
    /** Take the user's seat back. */
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

    /** The word for it, in the service's requests ({@code seatAction}) as in ours. */
    public String word() {
        return word;
    }

    /**
     * Whether a seat is in the state that this action leaves behind.
     *
     * @param seat the seat that was read; empty when the user has none
     */
    public abstract boolean isApplied(Optional<Seat> seat);

    /**
     * The seat that a caller gets when reading the seat has shown that the action was applied.
     *
     * @param seat the seat that was read; empty when the user has none, which only a reclaim leaves behind
     * @return the seat found, or a revoked one without a date where there is none any more
     */
    public Seat seatAfter(ProductKey product, UserPrincipalName user, Optional<Seat> seat) {
        return seat.orElseGet(() -> new Seat(user.text(), null, Seat.REVOKED, product));
    }
}
