package io.jenkins.plugins.msstore.client.error;

import java.util.Optional;

/** The service rejects a parameter (HTTP 400, or another 4xx without a type of its own). */
public class BadRequestException extends StoreException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    /**
     * @param parameter the parameter that the service names; null if it names none
     */
    public BadRequestException(Subject subject, int httpStatus, String parameter, String reason) {
        super(subject, WriteOutcome.REJECTED, httpStatus, reason, null);
        this.parameter = parameter;
    }

    /** The parameter that the service names, as the service writes it: {@code productId}, {@code userName} … */
    public Optional<String> parameter() {
        return Optional.ofNullable(parameter);
    }
}
