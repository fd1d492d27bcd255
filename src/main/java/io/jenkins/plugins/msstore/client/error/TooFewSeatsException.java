package io.jenkins.plugins.msstore.client.error;

/** A product has too few seats for everybody who is to get one; found before anybody got one. */
public class TooFewSeatsException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * @param needed how many users have no seat yet
     * @param available how many seats nobody has
     */
    public TooFewSeatsException(Subject subject, long needed, long available) {
        super(
                subject,
                WriteOutcome.REJECTED,
                0,
                needed + " users need a seat and " + available + " are available; ignoreCapacity goes on all the same",
                null);
    }
}
