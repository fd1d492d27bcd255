package io.jenkins.plugins.msstore.util;

/**
 * A value that cannot be right, found before anything was sent. The message is one line that names the parameter and the
 * value.
 */
public class InvalidParameterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN_CHARACTERS = 200;

    private final String parameter;

    /**
     * @param parameter the parameter as users type it, such as {@code productId}
     * @param value the value as it was given; null when there was none
     * @param problem what is wrong with it, as the end of a sentence, such as {@code must not be blank}
     */
    public InvalidParameterException(String parameter, Object value, String problem) {
        super(parameter + (value == null ? "" : " '" + shown(value) + "'") + " " + problem);
        this.parameter = parameter;
    }

    /** The parameter as users type it. */
    public String parameter() {
        return parameter;
    }

    private static String shown(Object value) {
        return LogText.of(String.valueOf(value), SHOWN_CHARACTERS);
    }
}
