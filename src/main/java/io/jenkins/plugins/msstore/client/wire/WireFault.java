package io.jenkins.plugins.msstore.client.wire;

import io.jenkins.plugins.msstore.client.error.Subject;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.WriteOutcome;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.concurrent.CompletionException;

/** Wraps the error of an answer that is incomplete or wrong, so that a stage of a future can throw it. */
public final class WireFault extends CompletionException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_CHARACTERS = 200;

    private WireFault(UnexpectedAnswerException error) {
        super(error);
    }

    public static WireFault of(Subject subject, WriteOutcome outcome, String reason) {
        return new WireFault(new UnexpectedAnswerException(subject, outcome, 200, LogText.of(reason, MAX_CHARACTERS)));
    }
}
