package io.jenkins.plugins.msstore.demo.steps;

import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.msstore.demo.program.BlockExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.model.CauseOfInterruption;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code timeout}: interrupts its body when that takes too long, and leaves it when that does not help either. */
public final class TimeoutStep extends Step {
    private static final Duration GRACE_PERIOD = Duration.ofMinutes(1);

    private final long time;
    private TimeUnit unit = TimeUnit.MINUTES;

    /**
     * @param time how long the body may take
     */
    @DataBoundConstructor
    public TimeoutStep(long time) {
        this.time = time;
    }

    /**
     * @param unit of the time; minutes by default
     */
    @DataBoundSetter
    public void setUnit(TimeUnit unit) {
        this.unit = unit;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, time, unit);
    }

    private static final class Execution extends BlockExecution {
        private static final long serialVersionUID = 1L;

        private final long time;
        private final TimeUnit unit;
        private Instant end;
        private transient volatile ScheduledFuture<?> expiry;
        private transient volatile boolean ended;

        Execution(StepContext context, long time, TimeUnit unit) {
            super(context);
            this.time = time;
            this.unit = unit;
        }

        @Override
        public boolean start() throws Exception {
            end = Instant.now().plus(time, unit.toChronoUnit());
            print("Timeout set to expire in " + time + " " + unit.toChronoUnit());
            block().startBody("", null, block().scope());
            onResume();
            return false;
        }

        @Override
        public void onResume() {
            schedule(this::expire, Duration.between(Instant.now(), end));
        }

        private void schedule(Runnable task, Duration delay) {
            expiry = Timer.get().schedule(task, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
        }

        private void expire() {
            if (ended) {
                return;
            }
            print("Cancelling nested steps due to timeout");
            FlowInterruptedException cause = new FlowInterruptedException(Result.ABORTED, new ExceededTimeout());
            schedule(() -> abandonBody(cause), GRACE_PERIOD);
            block().cancelBodies(cause);
        }

        private void abandonBody(FlowInterruptedException cause) {
            if (ended) {
                return;
            }
            print("Body did not finish within " + GRACE_PERIOD.toSeconds() + " sec of being interrupted");
            getContext().onFailure(cause);
        }

        private void end() {
            ended = true;
            expiry.cancel(false);
        }

        private void print(String line) {
            try {
                getContext().get(TaskListener.class).getLogger().println(line);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void bodySucceeded(String name, Object result) throws Exception {
            end();
            super.bodySucceeded(name, result);
        }

        @Override
        protected void bodyFailed(String name, Throwable failure) throws Exception {
            end();
            super.bodyFailed(name, failure);
        }
    }

    private static final class ExceededTimeout extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "Timeout has been exceeded";
        }
    }

    static final class DescriptorImpl extends HostStepDescriptor {
        DescriptorImpl() {
            super("timeout", TaskListener.class);
        }
    }
}
