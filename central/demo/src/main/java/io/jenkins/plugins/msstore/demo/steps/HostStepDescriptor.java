package io.jenkins.plugins.msstore.demo.steps;

import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Describes one of the host's own steps. A nested class of the step, without arguments, as Jenkins wants it. */
abstract class HostStepDescriptor extends StepDescriptor {
    private final String function;
    private final Set<Class<?>> requiredContext;

    /**
     * @param function the name that scripts use
     * @param requiredContext what has to be there for the step to run
     */
    HostStepDescriptor(String function, Class<?>... requiredContext) {
        this.function = function;
        this.requiredContext = Set.of(requiredContext);
    }

    @Override
    public final String getFunctionName() {
        return function;
    }

    @Override
    public final Set<? extends Class<?>> getRequiredContext() {
        return requiredContext;
    }
}
