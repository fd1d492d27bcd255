package io.jenkins.plugins.msstore.steps;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.Secret;
import io.jenkins.plugins.msstore.execution.StandInStore;
import io.jenkins.plugins.msstore.simulator.StoreSimulator;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * One build in which steps run against a simulator: tests the plugin's own logic. Tests on a real Jenkins show the rest.
 */
final class StandInStepHarness implements AutoCloseable {

    final StoreSimulator simulator;
    final StandInJenkins jenkins;
    final StandInRun run;
    final File workspace;
    final FlowNode node = new Node();
    private final StandInStore store;
    private EnvironmentExpander environment;
    private ListenableFuture<Void> saved = Futures.immediateFuture(null);

    StandInStepHarness(Path folder) throws Exception {
        store = new StandInStore(folder);
        simulator = store.simulator();
        jenkins = store.jenkins();
        run = new StandInRun(new StandInJob(jenkins, "seats"));
        workspace = Files.createDirectory(folder.resolve("workspace")).toFile();
    }

    /** Binds a secret around all steps that begin from now on, like a further nested {@code withCredentials}. */
    void bind(String variable, String secret) {
        environment = EnvironmentExpander.merge(environment, new Bound(variable, Secret.fromString(secret)));
    }

    /** The context of a step that would begin now. */
    StepContext context() {
        return new Started(null);
    }

    private static final class Bound extends EnvironmentExpander {

        private static final long serialVersionUID = 1L;

        private final String variable;
        private final Secret secret;

        Bound(String variable, Secret secret) {
            this.variable = variable;
            this.secret = secret;
        }

        @Override
        public void expand(EnvVars env) {
            env.override(variable, secret.getPlainText());
        }

        @Override
        public Set<String> getSensitiveVariables() {
            return Set.of(variable);
        }
    }

    String log() {
        return store.log();
    }

    File artifact(String path) {
        return new File(run.getArtifactsDir(), path);
    }

    /** Runs a step to its end inside a workspace. */
    Object result(StoreStep step) throws Exception {
        return start(step, new FilePath(workspace)).value();
    }

    /** Runs a step to its end outside of any workspace. */
    Object resultWithoutWorkspace(StoreStep step) throws Exception {
        return startWithoutWorkspace(step).value();
    }

    /** The failure of a step. */
    Throwable failure(StoreStep step) throws Exception {
        return start(step, new FilePath(workspace)).failure();
    }

    Started startWithoutWorkspace(StoreStep step) {
        return start(step, null);
    }

    /** Starts a step in a workspace that may be on an agent. */
    Started start(StoreStep step, FilePath where) {
        Started started = new Started(where);
        try {
            started.execution = step.start(started);
            if (started.execution.start()) {
                throw new AssertionError("a step of this plugin never ends in start()");
            }
        } catch (Exception e) {
            started.onFailure(e);
        }
        return started;
    }

    /** Starts a step that Pipeline saves when the future completes. */
    Started startUnsaved(StoreStep step, ListenableFuture<Void> saving) {
        saved = saving;
        return startWithoutWorkspace(step);
    }

    /** Resumes a step as after a restart, from its serialized form. */
    Started resume(StoreStep step) throws Exception {
        Started started = new Started(null);
        StepExecution stored = new StoreStepExecution(copyOf(step), started);
        stored.onResume();
        return started;
    }

    private static StoreStep copyOf(StoreStep step) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(step);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (StoreStep) in.readObject();
        }
    }

    @Override
    public void close() {
        store.close();
    }

    /** A step under way. */
    final class Started extends StepContext {

        private static final long serialVersionUID = 1L;

        private final transient FilePath where;
        private final transient CompletableFuture<Object> outcome = new CompletableFuture<>();
        private transient StepExecution execution;

        private Started(FilePath where) {
            this.where = where;
        }

        Object value() throws Exception {
            return outcome.get(60, TimeUnit.SECONDS);
        }

        Throwable failure() throws Exception {
            try {
                throw new AssertionError("succeeded with " + value());
            } catch (ExecutionException e) {
                return e.getCause();
            }
        }

        StepExecution execution() {
            return execution;
        }

        @Override
        public <T> T get(Class<T> key) {
            Object value = null;
            if (key == Run.class) {
                value = run;
            } else if (key == TaskListener.class) {
                value = store.listener();
            } else if (key == EnvironmentExpander.class) {
                value = environment;
            } else if (key == FlowNode.class) {
                value = node;
            } else if (key == FilePath.class) {
                value = where;
            }
            return key.cast(value);
        }

        @Override
        public void onSuccess(Object result) {
            outcome.complete(result);
        }

        @Override
        public void onFailure(Throwable cause) {
            outcome.completeExceptionally(cause);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public ListenableFuture<Void> saveState() {
            return saved;
        }

        @Override
        @Deprecated
        public void setResult(Result result) {
            run.setResult(result);
        }

        @Override
        public BodyInvoker newBodyInvoker() {
            throw new IllegalStateException("no body");
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

    private static final class Node extends FlowNode {
        Node() {
            super(null, "1");
        }

        @Override
        protected String getTypeDisplayName() {
            return "step";
        }
    }
}
