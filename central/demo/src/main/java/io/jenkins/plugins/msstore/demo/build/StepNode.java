package io.jenkins.plugins.msstore.demo.build;

import hudson.model.Action;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The node of one step call in the graph of the build; logs a warning that is attached to it. */
final class StepNode extends FlowNode {
    private final String function;
    private final BuildLog log;

    StepNode(int id, String function, BuildLog log) {
        super(null, Integer.toString(id));
        this.function = function;
        this.log = log;
    }

    @Override
    protected String getTypeDisplayName() {
        return function;
    }

    @Override
    public void addAction(Action action) {
        super.addAction(action);
        if (action instanceof WarningAction warning) {
            log.println("[Pipeline] " + function + " is marked " + warning.getResult()
                    + (warning.getMessage() == null ? "" : ": " + warning.getMessage()));
        }
    }
}
