package io.jenkins.plugins.msstore.builders;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.jenkins.plugins.msstore.execution.StandInBindingContext;
import io.jenkins.plugins.msstore.standin.StandInJob;
import io.jenkins.plugins.msstore.standin.StandInRun;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A build of a Pipeline with steps under way, each with another secret bound around it. */
final class StandInPipeline extends StandInRun implements FlowExecutionOwner.Executable {

    private final String[] secrets;

    StandInPipeline(StandInJob job, String... secrets) throws IOException {
        super(job);
        this.secrets = secrets;
    }

    @Override
    public FlowExecutionOwner asFlowExecutionOwner() {
        return new Owner(new FlowExecution() {
            @Override
            public ListenableFuture<List<StepExecution>> getCurrentExecutions(boolean innerMostOnly) {
                return Futures.immediateFuture(Arrays.stream(secrets)
                        .<StepExecution>map(RunningStep::new)
                        .toList());
            }
        });
    }

    private static final class Owner extends FlowExecutionOwner {

        private static final long serialVersionUID = 1L;

        private final transient FlowExecution execution;

        Owner(FlowExecution execution) {
            this.execution = execution;
        }

        @Override
        public FlowExecution getOrNull() {
            return execution;
        }
    }

    private static final class RunningStep extends StepExecution {

        private static final long serialVersionUID = 1L;

        RunningStep(String secret) {
            super(new StandInBindingContext(secret));
        }

        @Override
        public boolean start() {
            return false;
        }
    }
}
