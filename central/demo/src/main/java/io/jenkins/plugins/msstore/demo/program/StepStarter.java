package io.jenkins.plugins.msstore.demo.program;

import hudson.AbortException;
import io.jenkins.plugins.msstore.demo.bind.StepCatalog;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Creates step calls from the arguments that a script gives, and executions of steps from step calls. */
final class StepStarter {
    private final StepCatalog catalog;

    StepStarter(StepCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * @param id the id of the call, unique in the program
     * @param function the step's function name
     * @param arguments the arguments as Groovy passes them
     * @return the call, whose arguments are not checked yet
     */
    StepCall call(int id, String function, Object[] arguments) {
        StepDescriptor descriptor = catalog.find(function);
        DescribableParameter sole = DescribableModel.of(descriptor.clazz).getSoleRequiredParameter();
        return new StepCall(id, function, sole == null ? null : sole.getName(), arguments);
    }

    /**
     * Creates the step and its execution, which is not started yet.
     *
     * @param call the script's call
     * @param context the context of the execution
     * @return the execution
     * @throws Exception when a value does not fit, the context lacks something or the step refuses
     */
    StepExecution execution(StepCall call, ProgramStepContext context) throws Exception {
        StepDescriptor descriptor = catalog.find(call.function());
        descriptor.checkContextAvailability(context);
        StepExecution execution = step(descriptor, call).start(context);
        if (!call.bodies().isEmpty() && !(execution instanceof BlockExecution)) {
            throw new AbortException(call.function() + " takes no block");
        }
        return execution;
    }

    /** Creates the step by its descriptor, as Pipeline does: a plugin may look at the arguments before they are bound. */
    @SuppressWarnings("deprecation") // Pipeline calls it as well
    private static Step step(StepDescriptor descriptor, StepCall call) throws Exception {
        try {
            return descriptor.newInstance(call.values());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(call.function() + ": " + e.getMessage(), e);
        }
    }
}
