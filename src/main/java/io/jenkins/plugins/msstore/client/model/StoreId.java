package io.jenkins.plugins.msstore.client.model;

import io.jenkins.plugins.msstore.util.InvalidParameterException;

/** Trims and checks ids of the service: an id is not blank, and can be one segment of a URL's path. */
final class StoreId {

    private StoreId() {}

    /**
     * @param parameter the parameter as users type it, named in the error
     * @param text the id as given
     * @return the id without surrounding white space
     * @throws InvalidParameterException for a blank id, {@code .} or {@code ..} (they would name another resource) and for
     *     invisible characters
     */
    static String trimmed(String parameter, String text) {
        String id = PlainText.trimmed(text);
        if (id.isEmpty()) {
            throw new InvalidParameterException(parameter, text, "must not be blank");
        }
        if (id.equals(".") || id.equals("..")) {
            throw new InvalidParameterException(parameter, id, "is not a valid ID");
        }
        if (PlainText.hasInvisible(id)) {
            throw new InvalidParameterException(parameter, id, "must not contain control characters");
        }
        return id;
    }
}
