package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Actionable;
import hudson.model.Saveable;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

public abstract class FlowNode extends Actionable implements Saveable {
    private final transient FlowExecution execution;
    private final String id;
    private final List<FlowNode> parents;

    protected FlowNode(FlowExecution execution, String id, FlowNode... parents) {
        this.execution = execution;
        this.id = id;
        this.parents = List.of(parents);
    }

    public String getId() {
        return id;
    }

    public FlowExecution getExecution() {
        return execution;
    }

    public List<FlowNode> getParents() {
        return parents;
    }

    @Override
    public String getDisplayName() {
        return getTypeDisplayName();
    }

    protected abstract String getTypeDisplayName();

    @Override
    public void save() throws IOException {}
}
