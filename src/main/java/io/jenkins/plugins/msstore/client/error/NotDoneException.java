package io.jenkins.plugins.msstore.client.error;

/** A write of which no answer told the outcome, and a look has shown that it was not done. */
public class NotDoneException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * @param write what the write failed with
     */
    public NotDoneException(StoreException write) {
        super(write.subject(), Verdict.NOT_DONE, write.httpStatus(), write.reason() + "; it was not done", write);
    }
}
