package io.jenkins.plugins.msstore.client.error;

import io.jenkins.plugins.msstore.util.LogNumber;

/** A product has too few free seats for the users of an operation; found before a seat was assigned. */
public class TooFewSeatsException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * @param needed the number of users without a seat
     * @param available the number of free seats
     */
    public TooFewSeatsException(Subject subject, long needed, long available) {
        super(
                subject,
                WriteOutcome.REJECTED,
                0,
                LogNumber.of(needed) + " users need a seat, only " + LogNumber.of(available)
                        + " are free; use ignoreCapacity: true to assign as many as possible",
                null);
    }
}
