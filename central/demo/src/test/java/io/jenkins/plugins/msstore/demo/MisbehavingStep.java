package io.jenkins.plugins.msstore.demo;

import hudson.Extension;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** A step that breaks the rules for steps. */
public final class MisbehavingStep extends Step {
    private final String how;

    @DataBoundConstructor
    public MisbehavingStep(String how) {
        this.how = how;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, how);
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String how;
        private Object unserializable;

        Execution(StepContext context, String how) {
            super(context);
            this.how = how;
        }

        @Override
        public boolean start() {
            switch (how) {
                case "returns what is not plain" -> getContext().onSuccess(Optional.of("x"));
                case "answers twice" -> {
                    getContext().onSuccess("first");
                    getContext().onFailure(new IllegalStateException("second"));
                }
                case "keeps what cannot be saved" -> unserializable = new Object();
                default -> throw new NullPointerException(how);
            }
            return getContext() != null && unserializable == null;
        }
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "misbehave";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }
    }
}
