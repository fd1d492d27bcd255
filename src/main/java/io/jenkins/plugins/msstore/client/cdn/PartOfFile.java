package io.jenkins.plugins.msstore.client.cdn;

import java.util.Objects;

/**
 * The part of a file that is there already.
 *
 * @param size its bytes, at least 1
 * @param validator the entity tag, or the date of the last change, of the file that it is a part of
 */
public record PartOfFile(long size, String validator) {

    public PartOfFile {
        Objects.requireNonNull(validator, "validator");
    }
}
