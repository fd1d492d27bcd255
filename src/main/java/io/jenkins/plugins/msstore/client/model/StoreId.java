package io.jenkins.plugins.msstore.client.model;

/** The rule that every id of the service keeps: something is there, and it can stand as one segment of a URL's path. */
final class StoreId {

    private StoreId() {}

    /**
     * @param parameter the parameter as users type it, named in the error
     * @param text the id as given
     * @return the id without surrounding white space
     * @throws InvalidParameterException for a blank id, {@code .} or {@code ..} (they would name another resource) and for
     *     control characters
     */
    static String trimmed(String parameter, String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidParameterException(parameter, text, "must not be blank");
        }
        String id = text.strip();
        if (id.equals(".") || id.equals("..")) {
            throw new InvalidParameterException(parameter, id, "is not an id");
        }
        if (id.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidParameterException(parameter, id, "must not contain control characters");
        }
        return id;
    }
}
