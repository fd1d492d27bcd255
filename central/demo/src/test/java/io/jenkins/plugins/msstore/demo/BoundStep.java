package io.jenkins.plugins.msstore.demo;

import hudson.Extension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that returns the arguments it was given. */
public final class BoundStep extends Step {
    private final Map<String, Object> bound = new LinkedHashMap<>();

    @DataBoundConstructor
    public BoundStep(String first, String second) {
        bound.put("first", first);
        bound.put("second", second);
    }

    @DataBoundSetter
    public void setCount(int count) {
        bound.put("count", count);
    }

    @DataBoundSetter
    public void setFlag(boolean flag) {
        bound.put("flag", flag);
    }

    @DataBoundSetter
    public void setNames(List<String> names) {
        bound.put("names", List.copyOf(names));
    }

    public void setUnbound(String value) {
        bound.put("unbound", value);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, bound);
    }

    private static final class Execution extends SynchronousStepExecution<Map<String, Object>> {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, Object> bound;

        Execution(StepContext context, Map<String, Object> bound) {
            super(context);
            this.bound = bound;
        }

        @Override
        protected Map<String, Object> run() {
            return bound;
        }
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "bound";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }
    }
}
