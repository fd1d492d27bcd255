package io.jenkins.plugins.msstore.client.error;

import io.jenkins.plugins.msstore.client.model.ProductKey;
import java.util.Objects;
import java.util.Optional;

/**
 * Identifies an operation in its errors and log lines: the operation, the product and the user.
 *
 * @param operation the beginning of a sentence, such as {@code Assign seat}
 * @param product the product; empty for an operation on the whole inventory
 * @param user the user, the number of users or the content; empty if there is none
 * @param correlationVector the operation's {@code MS-CV}
 */
public record Subject(String operation, Optional<ProductKey> product, Optional<String> user, String correlationVector) {

    public Subject {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(correlationVector, "correlationVector");
    }

    /** A new operation on a product. */
    public static Subject of(String operation, ProductKey product) {
        return new Subject(operation, Optional.of(product), Optional.empty(), CorrelationVector.next());
    }

    /** A new operation on a product for a user, a number of users or a content. */
    public static Subject of(String operation, ProductKey product, String named) {
        return new Subject(operation, Optional.of(product), Optional.of(named), CorrelationVector.next());
    }

    /** A new operation on a named subject, such as a user. */
    public static Subject of(String operation, String named) {
        return new Subject(operation, Optional.empty(), Optional.of(named), CorrelationVector.next());
    }

    /** A new operation on no product. */
    public static Subject of(String operation) {
        return new Subject(operation, Optional.empty(), Optional.empty(), CorrelationVector.next());
    }

    /** A copy without the user. */
    public Subject withoutUser() {
        return new Subject(operation, product, Optional.empty(), correlationVector);
    }

    /** {@code Assign seat, product 9NBLGGH4R2R6/0016, user ada@contoso.com}. */
    @Override
    public String toString() {
        return operation
                + product.map(p -> ", product " + p).orElse("")
                + user.map(u -> ", " + u).orElse("");
    }
}
