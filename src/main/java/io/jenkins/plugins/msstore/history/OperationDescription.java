package io.jenkins.plugins.msstore.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.Objects;

/**
 * Describes an operation before it begins.
 *
 * @param kind what it does
 * @param product the product as it is shown; null if the operation is not about one
 * @param subject the user of an operation on one seat, or the content id of a license; null otherwise
 * @param dryRun whether it changes nothing
 */
public record OperationDescription(
        @NonNull OperationKind kind,
        @CheckForNull String product,
        @CheckForNull String subject,
        boolean dryRun) {

    /** The description of an operation that does not describe itself. */
    public static final OperationDescription NONE = new OperationDescription(OperationKind.OTHER, null, null, false);

    private static final int MAX_CHARACTERS = 300;

    /** Limits texts to one line each, so that equal descriptions stay equal when they are stored. */
    public OperationDescription {
        Objects.requireNonNull(kind, "kind");
        product = product == null ? null : LogText.of(product, MAX_CHARACTERS);
        subject = subject == null ? null : LogText.of(subject, MAX_CHARACTERS);
    }

    /** Describes an operation that is not about a product. */
    public static OperationDescription of(OperationKind kind) {
        return new OperationDescription(kind, null, null, false);
    }

    /** Describes an operation on a product. */
    public static OperationDescription of(OperationKind kind, ProductKey product) {
        return new OperationDescription(kind, product.toString(), null, false);
    }

    /** Returns a copy with a user or a content id. */
    public OperationDescription about(Object user) {
        return new OperationDescription(kind, product, user.toString(), dryRun);
    }

    /** Returns a copy with the dry-run flag. */
    public OperationDescription dryRun(boolean readOnly) {
        return new OperationDescription(kind, product, subject, readOnly);
    }
}
