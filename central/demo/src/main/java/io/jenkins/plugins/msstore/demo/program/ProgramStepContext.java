package io.jenkins.plugins.msstore.demo.program;

import com.cloudbees.groovy.cps.Outcome;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import hudson.model.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The context of one step call. It is saved with the running step, and attached to the new host after a restart. */
final class ProgramStepContext extends StepContext implements BlockContext, HostBound {
    private static final long serialVersionUID = 1L;

    private final int callId;
    private final String function;
    private final Scope scope;
    private final List<String> bodyNames;
    private transient ScriptHost host;
    private transient FlowNode node;
    private transient AtomicBoolean completed;

    ProgramStepContext(ScriptHost host, StepCall call, Scope scope) {
        this.callId = call.id();
        this.function = call.function();
        this.scope = scope;
        this.bodyNames = new ArrayList<>(call.bodies().keySet());
        attach(host);
    }

    @Override
    public void attach(ScriptHost scriptHost) {
        host = scriptHost;
        node = scriptHost.newNode(callId, function);
        completed = new AtomicBoolean();
    }

    @Override
    public <T> T get(Class<T> type) throws IOException, InterruptedException {
        return host.contextObject(type, scope, node);
    }

    @Override
    public void onSuccess(Object result) {
        complete(new Outcome(result, null));
    }

    @Override
    public void onFailure(Throwable failure) {
        complete(new Outcome(null, failure));
    }

    private void complete(Outcome outcome) {
        if (completed.compareAndSet(false, true)) {
            host.complete(callId, outcome);
        }
    }

    @Override
    public boolean isReady() {
        return true;
    }

    /** Whether the step has reported its end. */
    boolean isCompleted() {
        return completed.get();
    }

    @Override
    public ListenableFuture<Void> saveState() {
        host.saveSoon();
        return Futures.immediateFuture(null);
    }

    @Override
    public void setResult(Result result) {
        try {
            get(Run.class).setResult(result);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not offered: the host's own block steps use {@link BlockContext}, and plugins' steps have no bodies here. */
    @Override
    public BodyInvoker newBodyInvoker() {
        throw new UnsupportedOperationException("block steps of plugins are not run here");
    }

    @Override
    public boolean hasBody() {
        return !bodyNames.isEmpty();
    }

    @Override
    public Set<String> bodyNames() {
        return new LinkedHashSet<>(bodyNames);
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public void startBody(String name, String label, Scope bodyScope) {
        host.startBody(callId, name, label, bodyScope);
    }

    @Override
    public void cancelBodies(Throwable cause) {
        host.cancelBodies(callId, cause);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProgramStepContext context && context.callId == callId;
    }

    @Override
    public int hashCode() {
        return callId;
    }
}
