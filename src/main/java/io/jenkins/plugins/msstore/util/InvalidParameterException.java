package io.jenkins.plugins.msstore.util;

/** Rejects a parameter before anything is sent. The message is one line that names the parameter and the value. */
public class InvalidParameterException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_CHARACTERS = 200;

    private final String parameter;

    /**
     * @param parameter the parameter as users type it, such as {@code productId}
     * @param value the value as the user gave it; null if there was none
     * @param problem the end of the sentence, such as {@code must not be blank}
     */
    public InvalidParameterException(String parameter, Object value, String problem) {
        super(parameter + (value == null ? "" : " '" + shown(value) + "'") + " " + problem);
        this.parameter = parameter;
    }

    private InvalidParameterException(String parameter, String message) {
        super(message);
        this.parameter = parameter;
    }

    /**
     * Creates an error whose sentence has the value in the middle.
     *
     * @param beginning the text before the value, such as {@code no credential with ID}
     * @param value the value as the user gave it
     * @param end the text after the value, such as {@code is available to this build}
     */
    public static InvalidParameterException of(String parameter, String beginning, Object value, String end) {
        return new InvalidParameterException(
                parameter, parameter + ": " + beginning + " '" + shown(value) + "' " + end);
    }

    /** The name of the parameter as users type it. */
    public String parameter() {
        return parameter;
    }

    private static String shown(Object value) {
        return LogText.of(String.valueOf(value), MAX_CHARACTERS);
    }
}
