package io.jenkins.plugins.msstore.client.model;

import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.Serializable;
import java.util.Objects;

/**
 * The id of a product's content, for which the service issues an offline license.
 *
 * @param text the id, without surrounding white space
 */
public record ContentId(String text) implements Serializable {

    public ContentId {
        Objects.requireNonNull(text, "text");
    }

    /**
     * An id from the text that a user typed, trimmed and checked.
     *
     * @throws InvalidParameterException naming {@code contentId}
     */
    public static ContentId of(String text) {
        return new ContentId(StoreId.trimmed("contentId", text));
    }

    @Override
    public String toString() {
        return text;
    }
}
