package io.jenkins.plugins.msstore.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.util.LogText;
import java.util.Objects;

/**
 * What an operation is about, known before it begins.
 *
 * @param kind what it does
 * @param product the product, as it is shown; null where it is not about one
 * @param subject the user of an operation on one seat, the content id of a license; null for what has no such thing
 * @param dryRun whether it changes nothing
 */
public record OperationDescription(
        @NonNull OperationKind kind,
        @CheckForNull String product,
        @CheckForNull String subject,
        boolean dryRun) {

    /** Of an operation that says nothing about itself. */
    public static final OperationDescription NONE = new OperationDescription(OperationKind.OTHER, null, null, false);

    private static final int MOST_CHARACTERS = 300;

    /** Whatever was typed is kept as one line of a bounded length: so two that say the same stay equal when stored. */
    public OperationDescription {
        Objects.requireNonNull(kind, "kind");
        product = product == null ? null : LogText.of(product, MOST_CHARACTERS);
        subject = subject == null ? null : LogText.of(subject, MOST_CHARACTERS);
    }

    /** Of an operation on a product. */
    public static OperationDescription of(OperationKind kind, ProductKey product) {
        return new OperationDescription(kind, product.toString(), null, false);
    }

    /** The same about a user or a content. */
    public OperationDescription about(Object user) {
        return new OperationDescription(kind, product, user.toString(), dryRun);
    }

    /** The same, changing nothing if so. */
    public OperationDescription dryRun(boolean readOnly) {
        return new OperationDescription(kind, product, subject, readOnly);
    }
}
