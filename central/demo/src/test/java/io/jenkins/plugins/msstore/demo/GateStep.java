package io.jenkins.plugins.msstore.demo;

import hudson.Extension;
import hudson.model.TaskListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** A step that runs until a file exists, and returns the file's text. */
public final class GateStep extends Step {
    private final String file;

    @DataBoundConstructor
    public GateStep(String file) {
        this.file = file;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, file);
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String file;
        private transient volatile boolean stopped;

        Execution(StepContext context, String file) {
            super(context);
            this.file = file;
        }

        @Override
        public boolean start() throws Exception {
            print("Waiting for " + Path.of(file).getFileName());
            watch();
            return false;
        }

        @Override
        public void onResume() {
            print("Still waiting for " + Path.of(file).getFileName());
            watch();
        }

        @Override
        public void stop(Throwable cause) throws Exception {
            print("Told to stop: " + cause.getClass().getSimpleName());
            stopped = true;
            super.stop(cause);
        }

        private void watch() {
            Timer.get().schedule(this::look, 10, TimeUnit.MILLISECONDS);
        }

        private void look() {
            Path path = Path.of(file);
            if (stopped) {
                return;
            }
            if (!Files.exists(path)) {
                watch();
                return;
            }
            try {
                getContext().onSuccess(Files.readString(path));
            } catch (Exception e) {
                getContext().onFailure(e);
            }
        }

        private void print(String line) {
            try {
                getContext().get(TaskListener.class).getLogger().println(line);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "gate";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(TaskListener.class);
        }
    }
}
