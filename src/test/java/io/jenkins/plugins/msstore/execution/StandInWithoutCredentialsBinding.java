package io.jenkins.plugins.msstore.execution;

import java.util.Map;
import java.util.function.UnaryOperator;

/** Masks a text with {@code s3cret} bound; for a class loader of its own, which has no Credentials Binding plugin. */
public final class StandInWithoutCredentialsBinding implements UnaryOperator<String> {

    @Override
    public String apply(String text) {
        try {
            return BoundSecrets.in(null, Map.of())
                    .mask(BoundSecrets.around(new StandInBindingContext("s3cret"))
                            .mask(text));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
