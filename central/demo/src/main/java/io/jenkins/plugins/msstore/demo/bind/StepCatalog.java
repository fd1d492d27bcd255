package io.jenkins.plugins.msstore.demo.bind;

import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The steps that scripts may call, by their function names. */
public final class StepCatalog {
    private final Map<String, StepDescriptor> steps = new TreeMap<>();

    /**
     * @param descriptors the plugins' steps and the host's own
     * @throws IllegalStateException if two steps have the same name
     */
    public StepCatalog(Iterable<StepDescriptor> descriptors) {
        for (StepDescriptor descriptor : descriptors) {
            if (steps.putIfAbsent(descriptor.getFunctionName(), descriptor) != null) {
                throw new IllegalStateException("two steps are called " + descriptor.getFunctionName());
            }
        }
    }

    /**
     * @param function the name that scripts use
     * @return the step's descriptor
     * @throws NoSuchStepException if there is no step of that name
     */
    public StepDescriptor find(String function) {
        StepDescriptor descriptor = steps.get(function);
        if (descriptor == null) {
            throw new NoSuchStepException(function, steps.keySet());
        }
        return descriptor;
    }
}
