package io.jenkins.plugins.msstore.demo.bind;

import java.util.Collection;

/** A script called a function that is neither a step nor defined by the script. */
public final class NoSuchStepException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchStepException(String function, Collection<String> known) {
        super("No such step: " + function + ", known are " + String.join(", ", known));
    }
}
