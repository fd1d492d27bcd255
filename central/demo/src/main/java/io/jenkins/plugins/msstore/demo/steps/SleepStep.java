package io.jenkins.plugins.msstore.demo.steps;

import hudson.model.TaskListener;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code sleep}: does nothing for a while. After a restart only what is left of the time is waited. */
public final class SleepStep extends Step {
    private final long time;
    private TimeUnit unit = TimeUnit.SECONDS;

    /**
     * @param time how long
     */
    @DataBoundConstructor
    public SleepStep(long time) {
        this.time = time;
    }

    /**
     * @param unit of the time; seconds by default
     */
    @DataBoundSetter
    public void setUnit(TimeUnit unit) {
        this.unit = unit;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, time, unit);
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final long time;
        private final TimeUnit unit;
        private Instant end;
        private transient ScheduledFuture<?> waking;

        Execution(StepContext context, long time, TimeUnit unit) {
            super(context);
            this.time = time;
            this.unit = unit;
        }

        @Override
        public boolean start() throws Exception {
            end = Instant.now().plus(time, unit.toChronoUnit());
            getContext()
                    .get(TaskListener.class)
                    .getLogger()
                    .println("Sleeping for " + time + " " + unit.toChronoUnit());
            onResume();
            return false;
        }

        @Override
        public void onResume() {
            long millis = Math.max(0, Duration.between(Instant.now(), end).toMillis());
            waking = Timer.get().schedule(() -> getContext().onSuccess(null), millis, TimeUnit.MILLISECONDS);
        }

        @Override
        public void stop(Throwable cause) throws Exception {
            waking.cancel(false);
            super.stop(cause);
        }
    }

    static final class DescriptorImpl extends HostStepDescriptor {
        DescriptorImpl() {
            super("sleep", TaskListener.class);
        }
    }
}
