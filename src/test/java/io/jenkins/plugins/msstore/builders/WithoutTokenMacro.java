package io.jenkins.plugins.msstore.builders;

import hudson.EnvVars;
import hudson.model.TaskListener;
import java.util.function.UnaryOperator;

/** Expands a text with {@code USER_NAME} set; for a class loader of its own, which has no Token Macro plugin. */
public final class WithoutTokenMacro implements UnaryOperator<String> {

    @Override
    public String apply(String text) {
        try {
            return new FieldExpansion(null, null, new EnvVars("USER_NAME", "ada"), TaskListener.NULL).of(text);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
