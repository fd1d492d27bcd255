package io.jenkins.plugins.msstore.client.error;

/** A write whose answer was lost, and that was certainly not applied: the seat was read back. */
public class NotAppliedException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * @param write the error with which the write failed
     */
    public NotAppliedException(StoreException write) {
        super(
                write.subject(),
                WriteOutcome.NOT_APPLIED,
                write.httpStatus(),
                write.reason() + "; the change was not made",
                write);
    }
}
