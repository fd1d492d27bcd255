package io.jenkins.plugins.msstore.steps;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.fields.ProductFields;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** What the steps have in common; their forms are those of the operations. */
public abstract class StoreStepDescriptor extends StepDescriptor implements ProductFields {

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FlowNode.class);
    }
}
