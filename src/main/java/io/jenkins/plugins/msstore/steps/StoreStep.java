package io.jenkins.plugins.msstore.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.msstore.execution.StoreOperation;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Base of the steps of this plugin. Arguments are checked when the step runs and not while they are bound, because an
 * error while binding would print all of them.
 */
public abstract class StoreStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private String credentialsId;
    private InvalidParameterException refusal;

    /** The credential to use; null for the administrator's default. */
    @CheckForNull
    public final String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public final void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** Makes the step fail when it starts, because an argument could not be bound. */
    final void refuse(InvalidParameterException argument) {
        refusal = argument;
    }

    /**
     * Creates the operation with checked arguments.
     *
     * @throws InvalidParameterException naming the argument that is not valid
     */
    final StoreOperation checkedOperation() {
        if (refusal != null) {
            throw refusal;
        }
        return operation();
    }

    /**
     * Creates the operation with the bound arguments, which it checks.
     *
     * @throws InvalidParameterException naming the argument that is not valid
     */
    abstract StoreOperation operation();

    /** Whether the operation reads or writes files of the workspace. */
    boolean needsWorkspace() {
        return false;
    }

    @Override
    public final StepExecution start(StepContext context) {
        return new StoreStepExecution(this, context);
    }
}
