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

    /** The name of the parameter as users type it. */
    public String parameter() {
        return parameter;
    }

    private static String shown(Object value) {
        return LogText.of(String.valueOf(value), MAX_CHARACTERS);
    }
}
