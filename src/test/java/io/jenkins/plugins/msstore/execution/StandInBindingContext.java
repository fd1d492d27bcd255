package io.jenkins.plugins.msstore.execution;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.EnvVars;
import hudson.model.Result;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A place in a Pipeline where a secret is bound, and nothing else is there. */
public final class StandInBindingContext extends StepContext {

    private static final long serialVersionUID = 1L;

    private final String secret;

    public StandInBindingContext(String secret) {
        this.secret = secret;
    }

    private static final class Bound extends EnvironmentExpander {

        private static final long serialVersionUID = 1L;

        private final String secret;

        Bound(String secret) {
            this.secret = secret;
        }

        @Override
        public void expand(EnvVars env) {
            env.override("SECRET", secret);
        }

        @Override
        public Set<String> getSensitiveVariables() {
            return Set.of("SECRET");
        }
    }

    @Override
    public <T> T get(Class<T> key) {
        return key == EnvironmentExpander.class ? key.cast(new Bound(secret)) : null;
    }

    @Override
    public void onSuccess(Object result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onFailure(Throwable cause) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    public void setResult(Result result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
