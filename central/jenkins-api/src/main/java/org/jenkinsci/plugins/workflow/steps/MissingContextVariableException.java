package org.jenkinsci.plugins.workflow.steps;

public class MissingContextVariableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Class<?> type;

    public MissingContextVariableException(Class<?> type) {
        this(type, null);
    }

    public MissingContextVariableException(Class<?> type, StepDescriptor descriptor) {
        super("Required context " + type + " is missing");
        this.type = type;
    }

    public Class<?> getType() {
        return type;
    }
}
