package io.jenkins.plugins.msstore.execution;

import hudson.EnvVars;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Finds the secrets that credentials bindings have bound in a build, if the Credentials Binding plugin is installed. */
@Restricted(NoExternalUse.class)
public final class BoundSecrets {

    private BoundSecrets() {}

    /** Masks the secrets that the blocks around a step of a Pipeline have bound. */
    public static SecretMask around(StepContext context) throws IOException, InterruptedException {
        if (!isPluginInstalled()) {
            return SecretMask.NONE;
        }
        Set<String> secrets = new HashSet<>();
        collect(context, secrets);
        return mask(secrets);
    }

    /**
     * Masks the secrets that are bound in a build: in a freestyle build, those of the whole build; in a Pipeline, those around
     * any step under way, because a build step cannot find out which of them runs it. May wait for Pipeline, so it must not be
     * called on the thread that runs Pipelines.
     *
     * @param environment of the build step
     */
    public static SecretMask in(Run<?, ?> run, Map<String, String> environment)
            throws IOException, InterruptedException {
        if (!isPluginInstalled()) {
            return SecretMask.NONE;
        }
        if (run instanceof AbstractBuild<?, ?> build) {
            return mask(CredentialsBindings.secretsOf(build), environment);
        }
        Set<String> secrets = new HashSet<>();
        if (run instanceof FlowExecutionOwner.Executable pipeline) {
            FlowExecutionOwner owner = pipeline.asFlowExecutionOwner();
            FlowExecution execution = owner == null ? null : owner.getOrNull();
            if (execution != null) {
                collect(execution, secrets);
            }
        }
        return mask(secrets);
    }

    private static void collect(FlowExecution execution, Set<String> secrets) throws IOException, InterruptedException {
        try {
            for (StepExecution step : execution.getCurrentExecutions(true).get()) {
                collect(step.getContext(), secrets);
            }
        } catch (ExecutionException e) {
            throw new IOException("cannot list the steps of the Pipeline", e);
        }
    }

    /**
     * Looking at the final values of the variables is not enough: an inner block may bind a variable anew, and the log
     * masks the value of the outer block, too.
     */
    private static void collect(StepContext context, Set<String> secrets) throws IOException, InterruptedException {
        EnvironmentExpander expander = context.get(EnvironmentExpander.class);
        if (expander != null) {
            expander.expand(new SensitiveValues(expander.getSensitiveVariables(), secrets));
        }
    }

    private static SecretMask mask(Set<String> secrets) {
        return secrets.isEmpty()
                ? SecretMask.NONE
                : SecretMask.of(CredentialsBindings.secretsOf(SecretForms.of(secrets)));
    }

    /**
     * The secrets themselves are found in the environment alone, by the pattern: the Credentials Binding plugin gives
     * nothing else.
     */
    private static SecretMask mask(Pattern bound, Map<String, String> environment) {
        if (bound == null) {
            return SecretMask.NONE;
        }
        List<String> secrets = environment.values().stream()
                .filter(value -> !value.isEmpty() && bound.matcher(value).matches())
                .toList();
        return secrets.isEmpty()
                ? SecretMask.of(bound)
                : SecretMask.of(Pattern.compile(
                        CredentialsBindings.secretsOf(SecretForms.of(secrets)).pattern() + "|" + bound.pattern()));
    }

    /** Checked at every call: plugins can be installed while Jenkins is running. */
    private static boolean isPluginInstalled() {
        try {
            Class.forName(
                    "org.jenkinsci.plugins.credentialsbinding.masking.SecretPatterns",
                    false,
                    BoundSecrets.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** An environment that records every value that a sensitive variable is set to. */
    private static final class SensitiveValues extends EnvVars {

        private static final long serialVersionUID = 1L;

        private final Set<String> variables;
        private final Set<String> values;

        SensitiveValues(Set<String> variables, Set<String> values) {
            this.variables = variables;
            this.values = values;
        }

        @Override
        public void override(String variable, String value) {
            if (value != null && variables.contains(variable)) {
                values.add(value);
            }
            super.override(variable, value);
        }
    }
}
